/** Made by `npm run generate` from schemas/WhmcsDetails.json; changes belong there. */

/**
 * Retrieve the version of WHMCS that this API follows
 */
export interface WhmcsDetails {}

/**
 * What WhmcsDetails is called with
 */
export interface WhmcsDetailsCall {}

/**
 * What WhmcsDetails answers
 */
export interface WhmcsDetailsAnswer {
  whmcs: {
    version: string;
    canonicalversion: string;
  };
}
