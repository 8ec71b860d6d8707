/** Made by `npm run generate` from schemas/pages/EndTotp.json; changes belong there. */

/**
 * Turn off the second factor of the user who is signed in
 */
export interface PagesEndTotp {
  /**
   * The present password
   */
  present_password: string;
  /**
   * A code of the device, or a recovery code
   */
  code: string;
}
