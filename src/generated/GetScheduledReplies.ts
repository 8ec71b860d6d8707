/** Made by `npm run generate` from schemas/GetScheduledReplies.json; changes belong there. */

/**
 * List the replies that are not sent yet, and those that were stopped because something arrived first
 */
export interface GetScheduledReplies {
  /**
   * The number of results to skip
   */
  limitstart?: number;
  /**
   * The maximum number of results; 25 by default
   */
  limitnum?: number;
  /**
   * Only the one with this id
   */
  scheduledid?: number;
  /**
   * Only those to this ticket
   */
  ticketid?: number;
  /**
   * Only those of the calling administrator
   */
  mine?: boolean;
  /**
   * Only those in this state: pending, stopped, sent or cancelled. By default, the pending and the stopped ones; with scheduledid, in any state
   */
  state?: 'pending' | 'stopped' | 'sent' | 'cancelled';
}

/**
 * What GetScheduledReplies is called with
 */
export interface GetScheduledRepliesCall {
  /**
   * The number of results to skip
   */
  limitstart?: number | `${number}`;
  /**
   * The maximum number of results; 25 by default
   */
  limitnum?: number | `${number}`;
  /**
   * Only the one with this id
   */
  scheduledid?: number | `${number}`;
  /**
   * Only those to this ticket
   */
  ticketid?: number | `${number}`;
  /**
   * Only those of the calling administrator
   */
  mine?: boolean;
  /**
   * Only those in this state: pending, stopped, sent or cancelled. By default, the pending and the stopped ones; with scheduledid, in any state
   */
  state?: string;
}

/**
 * What GetScheduledReplies answers
 */
export interface GetScheduledRepliesAnswer {
  totalresults: number;
  startnumber: number;
  numreturned: number;
  scheduledreplies: {
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
    }[];
  };
}
