/** Made by `npm run generate` from schemas/pages/RateReply.json; changes belong there. */

/**
 * Give a reply of staff one to five stars, on the ticket's page
 */
export interface PagesRateReply {
  /**
   * The number of the ticket
   */
  ticketnum: string;
  /**
   * The id of the reply
   */
  replyid: number;
  /**
   * From one star to five
   */
  rating: number;
}
