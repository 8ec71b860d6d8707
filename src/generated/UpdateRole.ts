/** Made by `npm run generate` from schemas/UpdateRole.json; changes belong there. */

/**
 * Update a role for everyone who has it; omitted parameters stay unchanged
 */
export interface UpdateRole {
  /**
   * The id of the role
   */
  roleid: number;
  /**
   * The name
   */
  name?: string;
  /**
   * The names of the actions it allows: a comma-separated list or an array, * for all actions of this desk, or WHMCS's own form, {"addclient":1}. Actions of an old desk beside this one are upstream:NAME, or upstream:* for all
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
   * The id of the role
   */
  roleid: number | `${number}`;
  /**
   * The name
   */
  name?: string;
  /**
   * The names of the actions it allows: a comma-separated list or an array, * for all actions of this desk, or WHMCS's own form, {"addclient":1}. Actions of an old desk beside this one are upstream:NAME, or upstream:* for all
   */
  actions?: unknown;
}

/**
 * What UpdateRole answers
 */
export interface UpdateRoleAnswer {
  roleid: number;
}
