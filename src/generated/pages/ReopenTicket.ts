/** Made by `npm run generate` from schemas/pages/ReopenTicket.json; changes belong there. */

/**
 * Open a closed ticket again on its page
 */
export interface PagesReopenTicket {
  /**
   * The number of the ticket
   */
  ticketnum: string;
}
