/** Made by `npm run generate` from schemas/SendEmail.json; changes belong there. */

/**
 * Send a mail to a client, to whoever asked for a ticket, or to a user: from a template, or with words of its own
 */
export interface SendEmail {
  /**
   * The name of the email template
   */
  messagename?: string;
  /**
   * For words of its own, what they are about: general, product, domain, invoice, support, affiliate or user
   */
  customtype?: string;
  /**
   * The subject; merge fields are filled in
   */
  customsubject?: string;
  /**
   * The message, which is HTML; merge fields are filled in
   */
  custommessage?: string;
  /**
   * More merge fields: base64 of a PHP-serialized or JSON array of name => value, JSON, or nested form keys
   */
  customvars?: Record<string, unknown> | null;
  /**
   * What it is about, by the type: a client (general), service (product), domain, ticket (support) or user; there are no invoices and no affiliates here
   */
  id?: number;
}

/**
 * What SendEmail is called with
 */
export interface SendEmailCall {
  /**
   * The name of the email template
   */
  messagename?: string;
  /**
   * For words of its own, what they are about: general, product, domain, invoice, support, affiliate or user
   */
  customtype?: string;
  /**
   * The subject; merge fields are filled in
   */
  customsubject?: string;
  /**
   * The message, which is HTML; merge fields are filled in
   */
  custommessage?: string;
  /**
   * More merge fields: base64 of a PHP-serialized or JSON array of name => value, JSON, or nested form keys
   */
  customvars?: Record<string, unknown> | string;
  /**
   * What it is about, by the type: a client (general), service (product), domain, ticket (support) or user; there are no invoices and no affiliates here
   */
  id?: number | `${number}`;
}

/**
 * What SendEmail answers
 */
export interface SendEmailAnswer {
  emailid: number;
}
