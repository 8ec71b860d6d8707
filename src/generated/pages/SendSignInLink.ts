/** Made by `npm run generate` from schemas/pages/SendSignInLink.json; changes belong there. */

/**
 * Mail a user a link to sign in, which works once and for 15 minutes. The answer is the same if no user has the address
 */
export interface PagesSendSignInLink {
  /**
   * The e-mail address
   */
  email: string;
}
