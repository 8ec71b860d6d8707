/** Made by `npm run generate` from schemas/UpdateUserPermissions.json; changes belong there. */

/**
 * Say what a user may do with a client's account, in place of what was said before
 */
export interface UpdateUserPermissions {
  /**
   * The user's id
   */
  user_id: number;
  /**
   * The client's id
   */
  client_id: number;
  /**
   * A comma list of permissions, see GetPermissionsList
   */
  permissions: string;
}

/**
 * What UpdateUserPermissions is called with
 */
export interface UpdateUserPermissionsCall {
  /**
   * The user's id
   */
  user_id: number | `${number}`;
  /**
   * The client's id
   */
  client_id: number | `${number}`;
  /**
   * A comma list of permissions, see GetPermissionsList
   */
  permissions: string;
}

/**
 * What UpdateUserPermissions answers
 */
export interface UpdateUserPermissionsAnswer {}
