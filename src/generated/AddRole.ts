/** Made by `npm run generate` from schemas/AddRole.json; changes belong there. */

/**
 * Add a role: a set of actions that credentials and administrators are given
 */
export interface AddRole {
  /**
   * What it is called
   */
  name: string;
  /**
   * The actions that it allows: a comma list or a list of names, * for all of them, or what WHMCS keeps for a role, {"addclient":1}
   *
   * @maxItems 500
   */
  actions: string | (string | number)[] | Record<string, unknown>;
}

/**
 * What AddRole is called with
 */
export interface AddRoleCall {
  /**
   * What it is called
   */
  name: string;
  /**
   * The actions that it allows: a comma list or a list of names, * for all of them, or what WHMCS keeps for a role, {"addclient":1}
   */
  actions: unknown;
}

/**
 * What AddRole answers
 */
export interface AddRoleAnswer {
  roleid: number;
}
