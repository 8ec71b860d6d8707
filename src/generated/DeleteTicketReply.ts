/** Made by `npm run generate` from schemas/DeleteTicketReply.json; changes belong there. */

/**
 * Delete a ticket reply and its files
 */
export interface DeleteTicketReply {
  /**
   * The id of the ticket
   */
  ticketid: number;
  /**
   * The id of the reply; the first message, 0, is deleted only with its ticket
   */
  replyid: number;
}

/**
 * What DeleteTicketReply is called with
 */
export interface DeleteTicketReplyCall {
  /**
   * The id of the ticket
   */
  ticketid: number | `${number}`;
  /**
   * The id of the reply; the first message, 0, is deleted only with its ticket
   */
  replyid: number | `${number}`;
}

/**
 * What DeleteTicketReply answers
 */
export interface DeleteTicketReplyAnswer {}
