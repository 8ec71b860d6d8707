/** Made by `npm run generate` from schemas/OpenTicket.json; changes belong there. */

/**
 * Open a new ticket
 */
export interface OpenTicket {
  /**
   * The client the ticket is for
   */
  clientid?: number;
  /**
   * The user of that client's account who opens it
   */
  userid?: number;
  /**
   * The contact of that client who opens it, where no user does
   */
  contactid?: number;
  /**
   * Who opens it, if not a client
   */
  name?: string;
  /**
   * Their e-mail address
   */
  email?: string;
  /**
   * The department to open it in
   */
  deptid: number;
  /**
   * What it is about
   */
  subject: string;
  /**
   * The first message
   */
  message: string;
  /**
   * Low, Medium or High
   */
  priority?: string;
  /**
   * The client's service it is about; not together with a domain
   */
  serviceid?: number;
  /**
   * The client's domain it is about; not together with a service
   */
  domainid?: number;
  /**
   * When the message was sent: ISO 8601 or YYYY-MM-DD HH:mm:ss, not in the future
   */
  created?: Date;
  /**
   * Whether the administrator behind the call opens it
   */
  admin?: boolean;
  /**
   * Whether no mail is sent about it
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
   * Files: base64 of a JSON list of {name, data}, parts of a multipart form, or nested form keys
   */
  attachments?: {
    filename: string;
    data: Buffer;
  }[];
  /**
   * Whether the client may not close it; without it the department decides
   */
  preventClientClosure?: boolean;
}

/**
 * What OpenTicket is called with
 */
export interface OpenTicketCall {
  /**
   * The client the ticket is for
   */
  clientid?: number | `${number}`;
  /**
   * The user of that client's account who opens it
   */
  userid?: number | `${number}`;
  /**
   * The contact of that client who opens it, where no user does
   */
  contactid?: number | `${number}`;
  /**
   * Who opens it, if not a client
   */
  name?: string;
  /**
   * Their e-mail address
   */
  email?: string;
  /**
   * The department to open it in
   */
  deptid: number | `${number}`;
  /**
   * What it is about
   */
  subject: string;
  /**
   * The first message
   */
  message: string;
  /**
   * Low, Medium or High
   */
  priority?: string;
  /**
   * The client's service it is about; not together with a domain
   */
  serviceid?: number | `${number}`;
  /**
   * The client's domain it is about; not together with a service
   */
  domainid?: number | `${number}`;
  /**
   * When the message was sent: ISO 8601 or YYYY-MM-DD HH:mm:ss, not in the future
   */
  created?: string;
  /**
   * Whether the administrator behind the call opens it
   */
  admin?: boolean;
  /**
   * Whether no mail is sent about it
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
   * Files: base64 of a JSON list of {name, data}, parts of a multipart form, or nested form keys
   */
  attachments?: {name?: string; filename?: string; data: string | Buffer}[] | string;
  /**
   * Whether the client may not close it; without it the department decides
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
