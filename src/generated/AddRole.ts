/** Made by `npm run generate` from schemas/AddRole.json; changes belong there. */

/**
 * Add a role: a set of actions to grant to credentials and administrators
 */
export interface AddRole {
  /**
   * The name
   */
  name: string;
  /**
   * The names of the actions it allows: a comma-separated list or an array, * for all actions of this desk, or WHMCS's own form, {"addclient":1}. Actions of an old desk beside this one are upstream:NAME, or upstream:* for all
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
   * The name
   */
  name: string;
  /**
   * The names of the actions it allows: a comma-separated list or an array, * for all actions of this desk, or WHMCS's own form, {"addclient":1}. Actions of an old desk beside this one are upstream:NAME, or upstream:* for all
   */
  actions: unknown;
}

/**
 * What AddRole answers
 */
export interface AddRoleAnswer {
  roleid: number;
}
