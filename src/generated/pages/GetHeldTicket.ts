/** Made by `npm run generate` from schemas/pages/GetHeldTicket.json; changes belong there. */

/**
 * Retrieve a ticket that waits for its confirmation
 */
export interface PagesGetHeldTicket {
  /**
   * The token at the end of the link
   */
  token: string;
}
