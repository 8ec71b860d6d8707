/** Made by `npm run generate` from schemas/pages/RateTicket.json; changes belong there. */

/**
 * Say how good the help with a closed ticket was, on its page
 */
export interface PagesRateTicket {
  /**
   * The number of the ticket
   */
  ticketnum: string;
  /**
   * good, okay or bad
   */
  rating: 'good' | 'okay' | 'bad';
  /**
   * Why, in plain text
   */
  comment?: string;
}
