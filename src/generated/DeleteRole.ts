/** Made by `npm run generate` from schemas/DeleteRole.json; changes belong there. */

/**
 * Delete a role and take it away from everybody who has it
 */
export interface DeleteRole {
  /**
   * The role's id
   */
  roleid: number;
}
