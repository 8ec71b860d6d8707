/** Made by `npm run generate` from schemas/GetUserPermissions.json; changes belong there. */

/**
 * What a user may do with a client's account; its owner may do everything
 */
export interface GetUserPermissions {
  /**
   * The user's id
   */
  user_id: number;
  /**
   * The client's id
   */
  client_id: number;
}

/**
 * What GetUserPermissions is called with
 */
export interface GetUserPermissionsCall {
  /**
   * The user's id
   */
  user_id: number | `${number}`;
  /**
   * The client's id
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
