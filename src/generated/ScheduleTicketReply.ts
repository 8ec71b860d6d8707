/** Made by `npm run generate` from schemas/ScheduleTicketReply.json; changes belong there. */

/**
 * Add a reply of the calling administrator to a ticket later: after ten seconds, in which it can be taken back, or at any time. If something arrives first, it is stopped
 */
export interface ScheduleTicketReply {
  /**
   * The id of the ticket
   */
  ticketid?: number;
  /**
   * The number of the ticket, instead of its id
   */
  ticketnum?: string;
  /**
   * The reply
   */
  message: string;
  /**
   * Whether the message is Markdown
   */
  markdown?: boolean;
  /**
   * The status to set when it is sent, instead of Answered
   */
  status?: string;
  /**
   * Addresses that get copies: a list, or text with commas; addresses that cannot be used are ignored
   */
  cc?: string[];
  /**
   * What the e-mail about it quotes: none (the default), last, all, or ids of messages of the ticket. Notes are never quoted. The template shows it at {$ticket_quote}, or else after the message
   */
  quote?: string | (string | number)[];
  /**
   * Files: base64 of a JSON list of {name, data}, parts of a multipart form, or nested form keys
   */
  attachments?: {
    filename: string;
    data: Buffer;
  }[];
  /**
   * A scheduled reply to the same ticket that you have taken back, whose files this one takes over
   */
  filesof?: number;
  /**
   * When to send it: ISO 8601 or YYYY-MM-DD HH:mm:ss, in the future and within a year
   */
  sendat?: Date;
  /**
   * In how many seconds to send it, if there is no sendat; 10 by default
   */
  delay?: number;
  /**
   * The newest reply that the writer had seen, or 0 for none. If somebody else has replied since, the call is refused
   */
  seenreplyid?: number;
  /**
   * The newest note that the writer had seen, or 0 for none. If somebody else has added one since, the call is refused
   */
  seennoteid?: number;
  /**
   * The ticket's status when the writer saw it. If it has been closed since, the call is refused
   */
  seenstatus?: string;
}

/**
 * What ScheduleTicketReply is called with
 */
export interface ScheduleTicketReplyCall {
  /**
   * The id of the ticket
   */
  ticketid?: number | `${number}`;
  /**
   * The number of the ticket, instead of its id
   */
  ticketnum?: string;
  /**
   * The reply
   */
  message: string;
  /**
   * Whether the message is Markdown
   */
  markdown?: boolean;
  /**
   * The status to set when it is sent, instead of Answered
   */
  status?: string;
  /**
   * Addresses that get copies: a list, or text with commas; addresses that cannot be used are ignored
   */
  cc?: unknown;
  /**
   * What the e-mail about it quotes: none (the default), last, all, or ids of messages of the ticket. Notes are never quoted. The template shows it at {$ticket_quote}, or else after the message
   */
  quote?: unknown;
  /**
   * Files: base64 of a JSON list of {name, data}, parts of a multipart form, or nested form keys
   */
  attachments?: {name?: string; filename?: string; data: string | ArrayBuffer | ArrayBufferView}[] | string;
  /**
   * A scheduled reply to the same ticket that you have taken back, whose files this one takes over
   */
  filesof?: number | `${number}`;
  /**
   * When to send it: ISO 8601 or YYYY-MM-DD HH:mm:ss, in the future and within a year
   */
  sendat?: string | Date;
  /**
   * In how many seconds to send it, if there is no sendat; 10 by default
   */
  delay?: number | `${number}`;
  /**
   * The newest reply that the writer had seen, or 0 for none. If somebody else has replied since, the call is refused
   */
  seenreplyid?: number | `${number}`;
  /**
   * The newest note that the writer had seen, or 0 for none. If somebody else has added one since, the call is refused
   */
  seennoteid?: number | `${number}`;
  /**
   * The ticket's status when the writer saw it. If it has been closed since, the call is refused
   */
  seenstatus?: string;
}

/**
 * What ScheduleTicketReply answers
 */
export interface ScheduleTicketReplyAnswer {
  scheduledid: number;
  dueat: string;
}
