/** Made by `npm run generate` from schemas/pages/GetInvite.json; changes belong there. */

/**
 * Retrieve the invitation behind a link from CreateClientInvite, without using it up
 */
export interface PagesGetInvite {
  /**
   * The token at the end of the link
   */
  token: string;
}
