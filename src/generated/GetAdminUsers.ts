/** Made by `npm run generate` from schemas/GetAdminUsers.json; changes belong there. */

/**
 * Administrators as WHMCS lists them
 */
export interface GetAdminUsers {
  /**
   * Only those with this role
   */
  roleid?: number;
  /**
   * Only those whose e-mail address contains this
   */
  email?: string;
  /**
   * Whether to list those that are disabled too
   */
  include_disabled?: boolean;
}
