/** Made by `npm run generate` from schemas/socialboards/ListReplies.json; changes belong there. */

/**
 * List the replies to a ticket, oldest first
 */
export interface SocialboardsListReplies {
  /**
   * The id of the ticket
   */
  ticketId: number;
  /**
   * The number of results to skip
   */
  skip?: number;
  /**
   * The maximum number of results, at most 50; all by default
   */
  take?: number;
}
