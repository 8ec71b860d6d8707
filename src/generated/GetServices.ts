/** Made by `npm run generate` from schemas/GetServices.json; changes belong there. */

/**
 * Services of clients in the order of their ids
 */
export interface GetServices {
  /**
   * How many to pass over
   */
  limitstart?: number;
  /**
   * How many to give at most; without it, 25
   */
  limitnum?: number;
  /**
   * Only this one
   */
  serviceid?: number;
  /**
   * Only those of this client
   */
  clientid?: number;
  /**
   * Only those of this status
   */
  status?: string;
  /**
   * Only those that serve this domain
   */
  domain?: string;
}
