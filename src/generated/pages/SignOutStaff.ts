/** Made by `npm run generate` from schemas/pages/SignOutStaff.json; changes belong there. */

/**
 * End an administrator's session
 */
export interface PagesSignOutStaff {
  /**
   * The session
   */
  session: string;
}
