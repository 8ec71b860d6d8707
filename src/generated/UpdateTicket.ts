/** Made by `npm run generate` from schemas/UpdateTicket.json; changes belong there. */

/**
 * Change a ticket
 */
export interface UpdateTicket {
  /**
   * The ticket's id
   */
  ticketid?: number;
  /**
   * The ticket's number, instead of its id
   */
  ticketnum?: string;
  /**
   * The department to move it to
   */
  deptid?: number;
  /**
   * The client it is for
   */
  userid?: number;
  /**
   * What it is about
   */
  subject?: string;
  /**
   * Who asks, if not a client
   */
  name?: string;
  /**
   * Their e-mail address
   */
  email?: string;
  /**
   * Who else gets the staff's replies: e-mail addresses, with commas between them
   */
  cc?: string;
  /**
   * Low, Medium or High
   */
  priority?: string;
  /**
   * The status to set
   */
  status?: string;
  /**
   * When it was opened: ISO 8601 or YYYY-MM-DD HH:mm:ss, not in the future
   */
  created?: Date;
  /**
   * The administrator to assign it to: an id or a user name; 0 for nobody
   */
  flag?: string;
  /**
   * Whether to assign it to nobody
   */
  removeFlag?: boolean;
  /**
   * The first message, rewritten
   */
  message?: string;
  /**
   * Whether the first message is Markdown
   */
  markdown?: boolean;
  /**
   * Custom field values by field id: base64 of a PHP-serialized or JSON array, JSON, or nested form keys
   */
  customfields?: Record<string, unknown>;
  /**
   * Whether the client may not close it; without it a change of department decides
   */
  preventClientClosure?: boolean;
}

/**
 * What UpdateTicket is called with
 */
export interface UpdateTicketCall {
  /**
   * The ticket's id
   */
  ticketid?: number | `${number}`;
  /**
   * The ticket's number, instead of its id
   */
  ticketnum?: string;
  /**
   * The department to move it to
   */
  deptid?: number | `${number}`;
  /**
   * The client it is for
   */
  userid?: number | `${number}`;
  /**
   * What it is about
   */
  subject?: string;
  /**
   * Who asks, if not a client
   */
  name?: string;
  /**
   * Their e-mail address
   */
  email?: string;
  /**
   * Who else gets the staff's replies: e-mail addresses, with commas between them
   */
  cc?: string;
  /**
   * Low, Medium or High
   */
  priority?: string;
  /**
   * The status to set
   */
  status?: string;
  /**
   * When it was opened: ISO 8601 or YYYY-MM-DD HH:mm:ss, not in the future
   */
  created?: string;
  /**
   * The administrator to assign it to: an id or a user name; 0 for nobody
   */
  flag?: string;
  /**
   * Whether to assign it to nobody
   */
  removeFlag?: boolean;
  /**
   * The first message, rewritten
   */
  message?: string;
  /**
   * Whether the first message is Markdown
   */
  markdown?: boolean;
  /**
   * Custom field values by field id: base64 of a PHP-serialized or JSON array, JSON, or nested form keys
   */
  customfields?: Record<string, unknown> | string;
  /**
   * Whether the client may not close it; without it a change of department decides
   */
  preventClientClosure?: boolean;
}

/**
 * What UpdateTicket answers
 */
export interface UpdateTicketAnswer {
  ticketid: number;
}
