/** Made by `npm run generate` from schemas/DeleteRole.json; changes belong there. */

/**
 * Delete a role and take it away from everyone who has it
 */
export interface DeleteRole {
  /**
   * The id of the role
   */
  roleid: number;
}

/**
 * What DeleteRole is called with
 */
export interface DeleteRoleCall {
  /**
   * The id of the role
   */
  roleid: number | `${number}`;
}

/**
 * What DeleteRole answers
 */
export interface DeleteRoleAnswer {
  roleid: number;
}
