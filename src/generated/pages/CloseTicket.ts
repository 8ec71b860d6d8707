/** Made by `npm run generate` from schemas/pages/CloseTicket.json; changes belong there. */

/**
 * Close a ticket on its page
 */
export interface PagesCloseTicket {
  /**
   * The number of the ticket
   */
  ticketnum: string;
}
