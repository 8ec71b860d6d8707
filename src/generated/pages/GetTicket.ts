/** Made by `npm run generate` from schemas/pages/GetTicket.json; changes belong there. */

/**
 * Retrieve a ticket as its page shows it
 */
export interface PagesGetTicket {
  /**
   * The number of the ticket
   */
  ticketnum: string;
  /**
   * Only messages older than the one with this id
   */
  before?: number;
  /**
   * The id of the message whose pictures on other servers are shown
   */
  images?: number;
  /**
   * Whether to answer up to 500 messages instead of 100
   */
  whole?: boolean;
}
