/** Made by `npm run generate` from schemas/DeleteTicketReply.json; changes belong there. */

/**
 * Erase a reply with its files
 */
export interface DeleteTicketReply {
  /**
   * The ticket's id
   */
  ticketid: number;
  /**
   * The reply's id; the first message, 0, goes only with its ticket
   */
  replyid: number;
}

/**
 * What DeleteTicketReply is called with
 */
export interface DeleteTicketReplyCall {
  /**
   * The ticket's id
   */
  ticketid: number | `${number}`;
  /**
   * The reply's id; the first message, 0, goes only with its ticket
   */
  replyid: number | `${number}`;
}

/**
 * What DeleteTicketReply answers
 */
export interface DeleteTicketReplyAnswer {}
