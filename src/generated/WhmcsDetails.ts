/** Made by `npm run generate` from schemas/WhmcsDetails.json; changes belong there. */

/**
 * The version of WHMCS whose API this is
 */
export interface WhmcsDetails {}
