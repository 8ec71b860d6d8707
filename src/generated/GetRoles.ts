/** Made by `npm run generate` from schemas/GetRoles.json; changes belong there. */

/**
 * All roles with what they allow, in the order of their names
 */
export interface GetRoles {
  /**
   * Only this role
   */
  roleid?: number;
}
