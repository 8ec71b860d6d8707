/** Made by `npm run generate` from schemas/SendAdminEmail.json; changes belong there. */

/**
 * Send an e-mail to every active administrator who has an e-mail address
 */
export interface SendAdminEmail {
  /**
   * The name of an e-mail template of type admin
   */
  messagename?: string;
  /**
   * The subject of a custom e-mail; merge fields are replaced
   */
  customsubject?: string;
  /**
   * The message of a custom e-mail, in HTML; merge fields are replaced
   */
  custommessage?: string;
  /**
   * What it is about: system, account or support
   */
  type?: string;
  /**
   * Only to administrators of this department
   */
  deptid?: number;
  /**
   * Additional merge fields: nested form keys, JSON, or base64 of a PHP-serialized or JSON array of name => value
   */
  mergefields?: Record<string, unknown>;
}

/**
 * What SendAdminEmail is called with
 */
export interface SendAdminEmailCall {
  /**
   * The name of an e-mail template of type admin
   */
  messagename?: string;
  /**
   * The subject of a custom e-mail; merge fields are replaced
   */
  customsubject?: string;
  /**
   * The message of a custom e-mail, in HTML; merge fields are replaced
   */
  custommessage?: string;
  /**
   * What it is about: system, account or support
   */
  type?: string;
  /**
   * Only to administrators of this department
   */
  deptid?: number | `${number}`;
  /**
   * Additional merge fields: nested form keys, JSON, or base64 of a PHP-serialized or JSON array of name => value
   */
  mergefields?: Record<string, unknown> | string;
}

/**
 * What SendAdminEmail answers
 */
export interface SendAdminEmailAnswer {}
