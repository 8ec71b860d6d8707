/** Made by `npm run generate` from schemas/CloseClient.json; changes belong there. */

/**
 * Close a client's account: its status becomes Closed and its ways in end; nothing else of it is lost
 */
export interface CloseClient {
  /**
   * The client's id
   */
  clientid: number;
}

/**
 * What CloseClient is called with
 */
export interface CloseClientCall {
  /**
   * The client's id
   */
  clientid: number | `${number}`;
}

/**
 * What CloseClient answers
 */
export interface CloseClientAnswer {
  clientid: number;
}
