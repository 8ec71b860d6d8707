/** Made by `npm run generate` from schemas/GetPermissionsList.json; changes belong there. */

/**
 * List the permissions that a user can have for a client's account
 */
export interface GetPermissionsList {}

/**
 * What GetPermissionsList is called with
 */
export interface GetPermissionsListCall {}

/**
 * What GetPermissionsList answers
 */
export interface GetPermissionsListAnswer {
  status: string;
  permissions: {
    permission: string[];
  };
}
