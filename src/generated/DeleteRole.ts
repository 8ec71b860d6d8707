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

/**
 * What DeleteRole is called with
 */
export interface DeleteRoleCall {
  /**
   * The role's id
   */
  roleid: number | `${number}`;
}

/**
 * What DeleteRole answers
 */
export interface DeleteRoleAnswer {
  roleid: number;
}
