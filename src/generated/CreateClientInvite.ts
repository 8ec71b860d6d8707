/** Made by `npm run generate` from schemas/CreateClientInvite.json; changes belong there. */

/**
 * Invite somebody by mail to use a client's account; the link is good for seven days
 */
export interface CreateClientInvite {
  /**
   * Whom to invite
   */
  email: string;
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
 * What CreateClientInvite is called with
 */
export interface CreateClientInviteCall {
  /**
   * Whom to invite
   */
  email: string;
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
 * What CreateClientInvite answers
 */
export interface CreateClientInviteAnswer {}
