/** Made by `npm run generate` from schemas/pages/ConfirmTicket.json; changes belong there. */

/**
 * Open a ticket that waited for its confirmation
 */
export interface PagesConfirmTicket {
  /**
   * The token at the end of the link
   */
  token: string;
}
