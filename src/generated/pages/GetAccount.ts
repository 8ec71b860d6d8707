/** Made by `npm run generate` from schemas/pages/GetAccount.json; changes belong there. */

/**
 * Retrieve how somebody who is signed in signs in, and where else
 */
export interface PagesGetAccount {}
