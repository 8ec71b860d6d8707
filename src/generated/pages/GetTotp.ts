/** Made by `npm run generate` from schemas/pages/GetTotp.json; changes belong there. */

/**
 * Retrieve the secret of a second factor that is not confirmed yet
 */
export interface PagesGetTotp {}
