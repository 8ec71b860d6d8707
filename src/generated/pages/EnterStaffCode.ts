/** Made by `npm run generate` from schemas/pages/EnterStaffCode.json; changes belong there. */

/**
 * Prove the second factor of an administrator, whose session waits for it
 */
export interface PagesEnterStaffCode {
  /**
   * The session that waits
   */
  session: string;
  /**
   * A code of the device, or a recovery code
   */
  code?: string;
  /**
   * The browser in a few words
   */
  browser?: string;
}
