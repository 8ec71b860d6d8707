/** Made by `npm run generate` from schemas/pages/StartTotp.json; changes belong there. */

/**
 * Begin to turn on the second factor of the user who is signed in
 */
export interface PagesStartTotp {}
