/** Made by `npm run generate` from schemas/GetClientsDomains.json; changes belong there. */

/**
 * Domains of clients as WHMCS lists them, in the order of their ids. Of orders and promotions a desk knows nothing
 */
export interface GetClientsDomains {
  /**
   * How many to pass over
   */
  limitstart?: number;
  /**
   * How many to give at most; without it, 25
   */
  limitnum?: number;
  /**
   * Only those of this client
   */
  clientid?: number;
  /**
   * Only this one
   */
  domainid?: number;
  /**
   * Only those of this name
   */
  domain?: string;
}
