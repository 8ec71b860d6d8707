/** Made by `npm run generate` from schemas/pages/RequestPasswordReset.json; changes belong there. */

/**
 * Mail a user a link to set a new password, as ResetPassword does. The answer is the same if no user has the address
 */
export interface PagesRequestPasswordReset {
  /**
   * The e-mail address
   */
  email: string;
}
