/** Made by `npm run generate` from schemas/UpdateTicket.json; changes belong there. */

/**
 * Update a ticket
 */
export interface UpdateTicket {
  /**
   * The id of the ticket
   */
  ticketid?: number;
  /**
   * The number of the ticket, instead of its id
   */
  ticketnum?: string;
  /**
   * The id of the department to move it to
   */
  deptid?: number;
  /**
   * The id of the client that the ticket is for
   */
  userid?: number;
  /**
   * The subject
   */
  subject?: string;
  /**
   * The name of the requester, if not a client
   */
  name?: string;
  /**
   * Their e-mail address
   */
  email?: string;
  /**
   * Addresses that get copies of the ticket's e-mail, at most 10: a list, or text with commas
   */
  cc?: string[];
  /**
   * The priority: Low, Medium or High
   */
  priority?: string;
  /**
   * The status to set
   */
  status?: string;
  /**
   * When the ticket was opened: ISO 8601 or YYYY-MM-DD HH:mm:ss, not in the future
   */
  created?: Date;
  /**
   * The administrator to assign it to: an id or a user name; 0 for nobody
   */
  flag?: string;
  /**
   * Whether to unassign it
   */
  removeFlag?: boolean;
  /**
   * The new text of the first message
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
   * Whether the client is prevented from closing the ticket; by default a change of department decides
   */
  preventClientClosure?: boolean;
}

/**
 * What UpdateTicket is called with
 */
export interface UpdateTicketCall {
  /**
   * The id of the ticket
   */
  ticketid?: number | `${number}`;
  /**
   * The number of the ticket, instead of its id
   */
  ticketnum?: string;
  /**
   * The id of the department to move it to
   */
  deptid?: number | `${number}`;
  /**
   * The id of the client that the ticket is for
   */
  userid?: number | `${number}`;
  /**
   * The subject
   */
  subject?: string;
  /**
   * The name of the requester, if not a client
   */
  name?: string;
  /**
   * Their e-mail address
   */
  email?: string;
  /**
   * Addresses that get copies of the ticket's e-mail, at most 10: a list, or text with commas
   */
  cc?: unknown;
  /**
   * The priority: Low, Medium or High
   */
  priority?: string;
  /**
   * The status to set
   */
  status?: string;
  /**
   * When the ticket was opened: ISO 8601 or YYYY-MM-DD HH:mm:ss, not in the future
   */
  created?: string;
  /**
   * The administrator to assign it to: an id or a user name; 0 for nobody
   */
  flag?: string;
  /**
   * Whether to unassign it
   */
  removeFlag?: boolean;
  /**
   * The new text of the first message
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
   * Whether the client is prevented from closing the ticket; by default a change of department decides
   */
  preventClientClosure?: boolean;
}

/**
 * What UpdateTicket answers
 */
export interface UpdateTicketAnswer {
  ticketid: number;
}
