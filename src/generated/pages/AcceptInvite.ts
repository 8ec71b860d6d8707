/** Made by `npm run generate` from schemas/pages/AcceptInvite.json; changes belong there. */

/**
 * Become a member of the client's account with a link of CreateClientInvite, which works once
 */
export interface PagesAcceptInvite {
  /**
   * What the link ends with
   */
  token: string;
  /**
   * First name, of a user who is made
   */
  firstname?: string;
  /**
   * Last name, of a user who is made
   */
  lastname?: string;
  /**
   * The password of the user with the invited address; a new one of at most 72 bytes, where there is none yet
   */
  password: string;
  /**
   * The same again, of a user who is made
   */
  password_again?: string;
}
