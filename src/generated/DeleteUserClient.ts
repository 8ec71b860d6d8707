/** Made by `npm run generate` from schemas/DeleteUserClient.json; changes belong there. */

/**
 * Remove a user from a client's account; the user stays, and what they wrote in tickets keeps their name
 */
export interface DeleteUserClient {
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
 * What DeleteUserClient is called with
 */
export interface DeleteUserClientCall {
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
 * What DeleteUserClient answers
 */
export interface DeleteUserClientAnswer {}
