/** Made by `npm run generate` from schemas/socialboards/ListReplies.json; changes belong there. */

/**
 * List the replies to a ticket, the oldest first
 */
export interface SocialboardsListReplies {
  /**
   * The ticket's id
   */
  ticketId: number;
  /**
   * How many to leave out
   */
  skip?: number;
  /**
   * How many to answer: 25 unless it says otherwise, and at most 50
   */
  take?: number;
}
