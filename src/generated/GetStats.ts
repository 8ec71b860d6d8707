/** Made by `npm run generate` from schemas/GetStats.json; changes belong there. */

/**
 * Figures of the desk as a whole; those of billing, of which it knows nothing, are zero
 */
export interface GetStats {
  /**
   * How many days the timeline has, today among them; 7 where it is not said
   */
  timeline_days?: number;
}
