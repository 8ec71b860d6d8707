/** Made by `npm run generate` from schemas/CancelScheduledReply.json; changes belong there. */

/**
 * Take back a reply that is not sent yet, or that was stopped. The answer has everything that was written
 */
export interface CancelScheduledReply {
  /**
   * The id of the scheduled reply
   */
  scheduledid: number;
}

/**
 * What CancelScheduledReply is called with
 */
export interface CancelScheduledReplyCall {
  /**
   * The id of the scheduled reply
   */
  scheduledid: number | `${number}`;
}

/**
 * What CancelScheduledReply answers
 */
export interface CancelScheduledReplyAnswer {
  scheduledreply: {
    scheduledid: number;
    ticketid: number;
    tid: string;
    subject: string;
    adminid: number;
    admin: string;
    message: string;
    markdown: boolean;
    status: string;
    cc: string;
    attachments: {
      filename: string;
      size: number;
    }[];
    date: string;
    dueat: string;
    state: string;
    reason: string;
    replyid: number;
    seenreplyid: number;
    seennoteid: number;
    seenstatus: string;
  };
}
