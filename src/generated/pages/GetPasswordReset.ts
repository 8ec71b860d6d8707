/** Made by `npm run generate` from schemas/pages/GetPasswordReset.json; changes belong there. */

/**
 * Look whether a link of ResetPassword works still; it is not used up
 */
export interface PagesGetPasswordReset {
  /**
   * What the link ends with
   */
  token: string;
}
