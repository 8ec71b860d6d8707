/** Made by `npm run generate` from schemas/SendAdminEmail.json; changes belong there. */

/**
 * Send a mail to every administrator who may work and has an e-mail address
 */
export interface SendAdminEmail {
  /**
   * The name of the email template, one of type admin
   */
  messagename?: string;
  /**
   * The subject of a mail with words of its own; merge fields are filled in
   */
  customsubject?: string;
  /**
   * Its message, which is HTML; merge fields are filled in
   */
  custommessage?: string;
  /**
   * What it is about: system, account or support
   */
  type?: string;
  /**
   * Only to those who work in this department
   */
  deptid?: number;
  /**
   * More merge fields: nested form keys, JSON, or base64 of a PHP-serialized or JSON array of name => value
   */
  mergefields?: Record<string, unknown>;
}

/**
 * What SendAdminEmail is called with
 */
export interface SendAdminEmailCall {
  /**
   * The name of the email template, one of type admin
   */
  messagename?: string;
  /**
   * The subject of a mail with words of its own; merge fields are filled in
   */
  customsubject?: string;
  /**
   * Its message, which is HTML; merge fields are filled in
   */
  custommessage?: string;
  /**
   * What it is about: system, account or support
   */
  type?: string;
  /**
   * Only to those who work in this department
   */
  deptid?: number | `${number}`;
  /**
   * More merge fields: nested form keys, JSON, or base64 of a PHP-serialized or JSON array of name => value
   */
  mergefields?: Record<string, unknown> | string;
}

/**
 * What SendAdminEmail answers
 */
export interface SendAdminEmailAnswer {}
