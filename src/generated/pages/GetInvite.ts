/** Made by `npm run generate` from schemas/pages/GetInvite.json; changes belong there. */

/**
 * Look at the invitation of a link of CreateClientInvite; it is not used up
 */
export interface PagesGetInvite {
  /**
   * What the link ends with
   */
  token: string;
}
