/** Made by `npm run generate` from schemas/GetCancelledPackages.json; changes belong there. */

/**
 * Requests for the cancellation of services, in the order in which they came
 */
export interface GetCancelledPackages {
  /**
   * How many to pass over
   */
  limitstart?: number;
  /**
   * How many to give at most; without it, 25
   */
  limitnum?: number;
}
