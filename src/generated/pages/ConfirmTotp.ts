/** Made by `npm run generate` from schemas/pages/ConfirmTotp.json; changes belong there. */

/**
 * Turn on the second factor of the user who is signed in, with a code of the device, and end the sessions in other browsers
 */
export interface PagesConfirmTotp {
  /**
   * The present password, for whoever has one
   */
  present_password?: string;
  /**
   * A code of the device
   */
  code: string;
}
