/** Made by `npm run generate` from schemas/SendEmail.json; changes belong there. */

/**
 * Send an e-mail to a client, a ticket's requester or a user, from a template or with a custom message
 */
export interface SendEmail {
  /**
   * The name of the e-mail template
   */
  messagename?: string;
  /**
   * What a custom e-mail is about: general, product, domain, invoice, support, affiliate or user
   */
  customtype?: string;
  /**
   * The subject; merge fields are replaced
   */
  customsubject?: string;
  /**
   * The message, in HTML; merge fields are replaced
   */
  custommessage?: string;
  /**
   * Additional merge fields: base64 of a PHP-serialized or JSON array of name => value, JSON, or nested form keys
   */
  customvars?: Record<string, unknown> | null;
  /**
   * The id of what the e-mail is about, by its type: a client (general), service (product), domain, ticket (support) or user; there are no invoices or affiliates
   */
  id?: number;
}

/**
 * What SendEmail is called with
 */
export interface SendEmailCall {
  /**
   * The name of the e-mail template
   */
  messagename?: string;
  /**
   * What a custom e-mail is about: general, product, domain, invoice, support, affiliate or user
   */
  customtype?: string;
  /**
   * The subject; merge fields are replaced
   */
  customsubject?: string;
  /**
   * The message, in HTML; merge fields are replaced
   */
  custommessage?: string;
  /**
   * Additional merge fields: base64 of a PHP-serialized or JSON array of name => value, JSON, or nested form keys
   */
  customvars?: Record<string, unknown> | string;
  /**
   * The id of what the e-mail is about, by its type: a client (general), service (product), domain, ticket (support) or user; there are no invoices or affiliates
   */
  id?: number | `${number}`;
}

/**
 * What SendEmail answers
 */
export interface SendEmailAnswer {
  emailid: number;
}
