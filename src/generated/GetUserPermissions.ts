/** Made by `npm run generate` from schemas/GetUserPermissions.json; changes belong there. */

/**
 * List what a user may do with a client's account; its owner may do everything
 */
export interface GetUserPermissions {
  /**
   * The id of the user
   */
  user_id: number;
  /**
   * The id of the client
   */
  client_id: number;
}

/**
 * What GetUserPermissions is called with
 */
export interface GetUserPermissionsCall {
  /**
   * The id of the user
   */
  user_id: number | `${number}`;
  /**
   * The id of the client
   */
  client_id: number | `${number}`;
}

/**
 * What GetUserPermissions answers
 */
export interface GetUserPermissionsAnswer {
  permissions: {
    permission: string[];
  };
}
