/** Made by `npm run generate` from schemas/UpdateOwnAccount.json; changes belong there. */

/**
 * Change the language and the signature of the administrator who calls; empty text clears them
 */
export interface UpdateOwnAccount {
  /**
   * The administrator's language
   */
  language?: string;
  /**
   * The signature shown below their replies
   */
  signature?: string;
}

/**
 * What UpdateOwnAccount is called with
 */
export interface UpdateOwnAccountCall {
  /**
   * The administrator's language
   */
  language?: string;
  /**
   * The signature shown below their replies
   */
  signature?: string;
}

/**
 * What UpdateOwnAccount answers
 */
export interface UpdateOwnAccountAnswer {
  adminid: number;
}
