/** Made by `npm run generate` from schemas/SendScheduledReply.json; changes belong there. */

/**
 * Send a scheduled reply now, also one that was stopped. If something has arrived that its author had not seen, it is stopped again
 */
export interface SendScheduledReply {
  /**
   * The id of the scheduled reply
   */
  scheduledid: number;
  /**
   * Whether to send it only if it is due: before, it can only be stopped. The server does so every second
   */
  onlydue?: boolean;
  /**
   * The newest reply that the author has seen by now, or 0 for none; by default, what they had seen when they wrote
   */
  seenreplyid?: number;
  /**
   * The newest note that the author has seen by now, or 0 for none
   */
  seennoteid?: number;
  /**
   * The ticket's status when the author saw it last
   */
  seenstatus?: string;
}

/**
 * What SendScheduledReply is called with
 */
export interface SendScheduledReplyCall {
  /**
   * The id of the scheduled reply
   */
  scheduledid: number | `${number}`;
  /**
   * Whether to send it only if it is due: before, it can only be stopped. The server does so every second
   */
  onlydue?: boolean;
  /**
   * The newest reply that the author has seen by now, or 0 for none; by default, what they had seen when they wrote
   */
  seenreplyid?: number | `${number}`;
  /**
   * The newest note that the author has seen by now, or 0 for none
   */
  seennoteid?: number | `${number}`;
  /**
   * The ticket's status when the author saw it last
   */
  seenstatus?: string;
}

/**
 * What SendScheduledReply answers
 */
export interface SendScheduledReplyAnswer {
  scheduledid: number;
  state: string;
  reason: string;
  replyid: number;
}
