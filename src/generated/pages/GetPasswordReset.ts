/** Made by `npm run generate` from schemas/pages/GetPasswordReset.json; changes belong there. */

/**
 * Check whether a link from ResetPassword still works, without using it up
 */
export interface PagesGetPasswordReset {
  /**
   * The token at the end of the link
   */
  token: string;
}
