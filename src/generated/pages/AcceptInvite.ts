/** Made by `npm run generate` from schemas/pages/AcceptInvite.json; changes belong there. */

/**
 * Join a client's account with a link from CreateClientInvite, which works once
 */
export interface PagesAcceptInvite {
  /**
   * The token at the end of the link
   */
  token: string;
  /**
   * The first name, if a user is created
   */
  firstname?: string;
  /**
   * The last name, if a user is created
   */
  lastname?: string;
  /**
   * The password of the user with the invited address; if there is none yet, a new one of at least 10 characters and at most 72 bytes, not a common one
   */
  password: string;
  /**
   * The password again, if a user is created
   */
  password_again?: string;
}
