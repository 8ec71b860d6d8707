/** Made by `npm run generate` from schemas/OpenTicket.json; changes belong there. */

/**
 * Open a ticket
 */
export interface OpenTicket {
  /**
   * The id of the client that the ticket is for
   */
  clientid?: number;
  /**
   * The id of the user of that client's account who opens it
   */
  userid?: number;
  /**
   * The id of the client's contact who opens it, if no user does
   */
  contactid?: number;
  /**
   * The name of the person who opens it, if not a client
   */
  name?: string;
  /**
   * Their e-mail address
   */
  email?: string;
  /**
   * The id of the department to open it in
   */
  deptid: number;
  /**
   * The subject
   */
  subject: string;
  /**
   * The first message
   */
  message: string;
  /**
   * The priority: Low, Medium or High
   */
  priority?: string;
  /**
   * The id of the client's service that it is about; not together with a domain
   */
  serviceid?: number;
  /**
   * The id of the client's domain that it is about; not together with a service
   */
  domainid?: number;
  /**
   * When the message was sent: ISO 8601 or YYYY-MM-DD HH:mm:ss, not in the future
   */
  created?: Date;
  /**
   * Whether the ticket is opened by the calling administrator
   */
  admin?: boolean;
  /**
   * Whether to suppress the e-mail about it
   */
  noemail?: boolean;
  /**
   * Whether the message is Markdown
   */
  markdown?: boolean;
  /**
   * Custom field values by field id: base64 of a PHP-serialized or JSON array, JSON, or nested form keys
   */
  customfields?: Record<string, unknown>;
  /**
   * Addresses that get copies: a list, or text with commas; addresses that cannot be used are ignored
   */
  cc?: string[];
  /**
   * Files: base64 of a JSON list of {name, data}, parts of a multipart form, or nested form keys
   */
  attachments?: {
    filename: string;
    data: Buffer;
  }[];
  /**
   * Whether the client is prevented from closing the ticket; by default the department decides
   */
  preventClientClosure?: boolean;
}

/**
 * What OpenTicket is called with
 */
export interface OpenTicketCall {
  /**
   * The id of the client that the ticket is for
   */
  clientid?: number | `${number}`;
  /**
   * The id of the user of that client's account who opens it
   */
  userid?: number | `${number}`;
  /**
   * The id of the client's contact who opens it, if no user does
   */
  contactid?: number | `${number}`;
  /**
   * The name of the person who opens it, if not a client
   */
  name?: string;
  /**
   * Their e-mail address
   */
  email?: string;
  /**
   * The id of the department to open it in
   */
  deptid: number | `${number}`;
  /**
   * The subject
   */
  subject: string;
  /**
   * The first message
   */
  message: string;
  /**
   * The priority: Low, Medium or High
   */
  priority?: string;
  /**
   * The id of the client's service that it is about; not together with a domain
   */
  serviceid?: number | `${number}`;
  /**
   * The id of the client's domain that it is about; not together with a service
   */
  domainid?: number | `${number}`;
  /**
   * When the message was sent: ISO 8601 or YYYY-MM-DD HH:mm:ss, not in the future
   */
  created?: string | Date;
  /**
   * Whether the ticket is opened by the calling administrator
   */
  admin?: boolean;
  /**
   * Whether to suppress the e-mail about it
   */
  noemail?: boolean;
  /**
   * Whether the message is Markdown
   */
  markdown?: boolean;
  /**
   * Custom field values by field id: base64 of a PHP-serialized or JSON array, JSON, or nested form keys
   */
  customfields?: Record<string, unknown> | string;
  /**
   * Addresses that get copies: a list, or text with commas; addresses that cannot be used are ignored
   */
  cc?: unknown;
  /**
   * Files: base64 of a JSON list of {name, data}, parts of a multipart form, or nested form keys
   */
  attachments?: {name?: string; filename?: string; data: string | ArrayBuffer | ArrayBufferView}[] | string;
  /**
   * Whether the client is prevented from closing the ticket; by default the department decides
   */
  preventClientClosure?: boolean;
}

/**
 * What OpenTicket answers
 */
export interface OpenTicketAnswer {
  id: number;
  tid: string;
  c: string;
}
