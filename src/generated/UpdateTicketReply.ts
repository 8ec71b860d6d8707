/** Made by `npm run generate` from schemas/UpdateTicketReply.json; changes belong there. */

/**
 * Change the text of a reply
 */
export interface UpdateTicketReply {
  /**
   * The id of the reply; use UpdateTicket to change the first message, 0
   */
  replyid: number;
  /**
   * The new text of the reply
   */
  message: string;
  /**
   * Whether the message is Markdown; unchanged by default
   */
  markdown?: boolean;
  /**
   * When the reply was sent: ISO 8601 or YYYY-MM-DD HH:mm:ss, not in the future
   */
  created?: Date;
}

/**
 * What UpdateTicketReply is called with
 */
export interface UpdateTicketReplyCall {
  /**
   * The id of the reply; use UpdateTicket to change the first message, 0
   */
  replyid: number | `${number}`;
  /**
   * The new text of the reply
   */
  message: string;
  /**
   * Whether the message is Markdown; unchanged by default
   */
  markdown?: boolean;
  /**
   * When the reply was sent: ISO 8601 or YYYY-MM-DD HH:mm:ss, not in the future
   */
  created?: string | Date;
}

/**
 * What UpdateTicketReply answers
 */
export interface UpdateTicketReplyAnswer {
  replyid: number;
}
