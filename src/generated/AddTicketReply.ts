/** Made by `npm run generate` from schemas/AddTicketReply.json; changes belong there. */

/**
 * Add a reply to a ticket
 */
export interface AddTicketReply {
  /**
   * The id of the ticket
   */
  ticketid?: number;
  /**
   * The number of the ticket, instead of its id
   */
  ticketnum?: string;
  /**
   * The id of the client who replies
   */
  clientid?: number;
  /**
   * The id of the client's contact who replies
   */
  contactid?: number;
  /**
   * The administrator who replies: a user name, or any name to show
   */
  adminusername?: string;
  /**
   * The name of the person who replies, if neither a client nor an administrator
   */
  name?: string;
  /**
   * Their e-mail address
   */
  email?: string;
  /**
   * The reply
   */
  message: string;
  /**
   * The status to set, instead of Customer-Reply or Answered
   */
  status?: string;
  /**
   * When the reply was sent: ISO 8601 or YYYY-MM-DD HH:mm:ss, not in the future
   */
  created?: Date;
  /**
   * Whether the message is Markdown
   */
  markdown?: boolean;
  /**
   * Whether to suppress the e-mail about it
   */
  noemail?: boolean;
  /**
   * Custom field values by field id: base64 of a PHP-serialized or JSON array, JSON, or nested form keys
   */
  customfields?: Record<string, unknown>;
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
 * What AddTicketReply is called with
 */
export interface AddTicketReplyCall {
  /**
   * The id of the ticket
   */
  ticketid?: number | `${number}`;
  /**
   * The number of the ticket, instead of its id
   */
  ticketnum?: string;
  /**
   * The id of the client who replies
   */
  clientid?: number | `${number}`;
  /**
   * The id of the client's contact who replies
   */
  contactid?: number | `${number}`;
  /**
   * The administrator who replies: a user name, or any name to show
   */
  adminusername?: string;
  /**
   * The name of the person who replies, if neither a client nor an administrator
   */
  name?: string;
  /**
   * Their e-mail address
   */
  email?: string;
  /**
   * The reply
   */
  message: string;
  /**
   * The status to set, instead of Customer-Reply or Answered
   */
  status?: string;
  /**
   * When the reply was sent: ISO 8601 or YYYY-MM-DD HH:mm:ss, not in the future
   */
  created?: string | Date;
  /**
   * Whether the message is Markdown
   */
  markdown?: boolean;
  /**
   * Whether to suppress the e-mail about it
   */
  noemail?: boolean;
  /**
   * Custom field values by field id: base64 of a PHP-serialized or JSON array, JSON, or nested form keys
   */
  customfields?: Record<string, unknown> | string;
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
 * What AddTicketReply answers
 */
export interface AddTicketReplyAnswer {
  replyid: number;
}
