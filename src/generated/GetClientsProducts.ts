/** Made by `npm run generate` from schemas/GetClientsProducts.json; changes belong there. */

/**
 * Services of clients as WHMCS lists them, in the order of their ids. Of orders, modules and usage a desk knows nothing
 */
export interface GetClientsProducts {
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
  serviceid?: number;
  /**
   * Only those of this product
   */
  pid?: number;
  /**
   * Only those that serve this domain
   */
  domain?: string;
  /**
   * Only those with this user name
   */
  username2?: string;
}
