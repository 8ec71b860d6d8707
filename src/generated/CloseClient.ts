/** Made by `npm run generate` from schemas/CloseClient.json; changes belong there. */

/**
 * Close a client's account: its status becomes Closed and it can no longer be signed in to, but its data stays
 */
export interface CloseClient {
  /**
   * The id of the client
   */
  clientid: number;
}

/**
 * What CloseClient is called with
 */
export interface CloseClientCall {
  /**
   * The id of the client
   */
  clientid: number | `${number}`;
}

/**
 * What CloseClient answers
 */
export interface CloseClientAnswer {
  clientid: number;
}
