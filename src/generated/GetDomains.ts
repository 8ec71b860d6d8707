/** Made by `npm run generate` from schemas/GetDomains.json; changes belong there. */

/**
 * Domains of clients in the order of their ids
 */
export interface GetDomains {
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
  domainid?: number;
  /**
   * Only those of this client
   */
  clientid?: number;
  /**
   * Only those of this status
   */
  status?: string;
  /**
   * Only those of this name
   */
  domain?: string;
}
