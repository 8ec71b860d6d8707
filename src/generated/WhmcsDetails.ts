/** Made by `npm run generate` from schemas/WhmcsDetails.json; changes belong there. */

/**
 * The version of WHMCS whose API this is
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
