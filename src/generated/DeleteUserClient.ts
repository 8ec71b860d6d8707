/** Made by `npm run generate` from schemas/DeleteUserClient.json; changes belong there. */

/**
 * Take a user out of a client's account; the user stays, and what they wrote in tickets stays theirs
 */
export interface DeleteUserClient {
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
 * What DeleteUserClient is called with
 */
export interface DeleteUserClientCall {
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
 * What DeleteUserClient answers
 */
export interface DeleteUserClientAnswer {}
