/** Made by `npm run generate` from schemas/pages/RemoveCopy.json; changes belong there. */

/**
 * Send somebody no more copies of the mail about a ticket, on its page
 */
export interface PagesRemoveCopy {
  /**
   * The number of the ticket
   */
  ticketnum: string;
  /**
   * The address
   */
  email: string;
}
