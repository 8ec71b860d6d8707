/** Made by `npm run generate` from schemas/CreateClientInvite.json; changes belong there. */

/**
 * Invite a person by e-mail to use a client's account; the link is valid for seven days
 */
export interface CreateClientInvite {
  /**
   * The e-mail address to invite
   */
  email: string;
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
 * What CreateClientInvite is called with
 */
export interface CreateClientInviteCall {
  /**
   * The e-mail address to invite
   */
  email: string;
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
 * What CreateClientInvite answers
 */
export interface CreateClientInviteAnswer {}
