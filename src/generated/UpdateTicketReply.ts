/** Made by `npm run generate` from schemas/UpdateTicketReply.json; changes belong there. */

/**
 * Rewrite a reply
 */
export interface UpdateTicketReply {
  /**
   * The reply's id; the first message, 0, is rewritten by UpdateTicket
   */
  replyid: number;
  /**
   * The reply, rewritten
   */
  message: string;
  /**
   * Whether the message is Markdown; without it, it is read as before
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
   * The reply's id; the first message, 0, is rewritten by UpdateTicket
   */
  replyid: number | `${number}`;
  /**
   * The reply, rewritten
   */
  message: string;
  /**
   * Whether the message is Markdown; without it, it is read as before
   */
  markdown?: boolean;
  /**
   * When the reply was sent: ISO 8601 or YYYY-MM-DD HH:mm:ss, not in the future
   */
  created?: string;
}

/**
 * What UpdateTicketReply answers
 */
export interface UpdateTicketReplyAnswer {
  replyid: number;
}
