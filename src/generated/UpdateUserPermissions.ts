/** Made by `npm run generate` from schemas/UpdateUserPermissions.json; changes belong there. */

/**
 * Replace the permissions of a user for a client's account
 */
export interface UpdateUserPermissions {
  /**
   * The id of the user
   */
  user_id: number;
  /**
   * The id of the client
   */
  client_id: number;
  /**
   * A comma-separated list of permissions; see GetPermissionsList
   */
  permissions: string;
}

/**
 * What UpdateUserPermissions is called with
 */
export interface UpdateUserPermissionsCall {
  /**
   * The id of the user
   */
  user_id: number | `${number}`;
  /**
   * The id of the client
   */
  client_id: number | `${number}`;
  /**
   * A comma-separated list of permissions; see GetPermissionsList
   */
  permissions: string;
}

/**
 * What UpdateUserPermissions answers
 */
export interface UpdateUserPermissionsAnswer {}
