/** Made by `npm run generate` from schemas/UpdateRole.json; changes belong there. */

/**
 * Change a role, for everybody who has it; what is not sent stays as it is
 */
export interface UpdateRole {
  /**
   * The role's id
   */
  roleid: number;
  /**
   * What it is called
   */
  name?: string;
  /**
   * The actions that it allows: a comma list or a list of names, * for all of them, or what WHMCS keeps for a role, {"addclient":1}
   *
   * @maxItems 500
   */
  actions?: string | (string | number)[] | Record<string, unknown>;
}

/**
 * What UpdateRole is called with
 */
export interface UpdateRoleCall {
  /**
   * The role's id
   */
  roleid: number | `${number}`;
  /**
   * What it is called
   */
  name?: string;
  /**
   * The actions that it allows: a comma list or a list of names, * for all of them, or what WHMCS keeps for a role, {"addclient":1}
   */
  actions?: unknown;
}

/**
 * What UpdateRole answers
 */
export interface UpdateRoleAnswer {
  roleid: number;
}
