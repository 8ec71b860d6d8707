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
  /**
   * All its tags, in their order: a list, or text with commas. A comma alone removes all
   *
   * @maxItems 500
   */
  tags?: string | (string | number)[];
  /**
   * Tags to add, like tags
   *
   * @maxItems 500
   */
  addtags?: string | (string | number)[];
  /**
   * Tags to remove, in any letter case
   *
   * @maxItems 500
   */
  removetags?: string | (string | number)[];
  /**
   * When the ticket is to come back. Until then it is frozen, unless its customer replies
   */
  snoozeuntil?: Date;
  /**
   * Whether it comes back now
   */
  removeSnooze?: boolean;
  /**
   * When it is to be done
   */
  duedate?: Date;
  /**
   * Whether it has no due date any more
   */
  removeDueDate?: boolean;
  /**
   * The id of its category; 0 for none
   */
  categoryid?: number;
  /**
   * The id of its type
   */
  typeid?: number;
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
  created?: string | Date;
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
  /**
   * All its tags, in their order: a list, or text with commas. A comma alone removes all
   */
  tags?: unknown;
  /**
   * Tags to add, like tags
   */
  addtags?: unknown;
  /**
   * Tags to remove, in any letter case
   */
  removetags?: unknown;
  /**
   * When the ticket is to come back. Until then it is frozen, unless its customer replies
   */
  snoozeuntil?: string | Date;
  /**
   * Whether it comes back now
   */
  removeSnooze?: boolean;
  /**
   * When it is to be done
   */
  duedate?: string | Date;
  /**
   * Whether it has no due date any more
   */
  removeDueDate?: boolean;
  /**
   * The id of its category; 0 for none
   */
  categoryid?: number | `${number}`;
  /**
   * The id of its type
   */
  typeid?: number | `${number}`;
}

/**
 * What UpdateTicket answers
 */
export interface UpdateTicketAnswer {
  ticketid: number;
}
