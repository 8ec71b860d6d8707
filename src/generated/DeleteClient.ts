/** Made by `npm run generate` from schemas/DeleteClient.json; changes belong there. */

/**
 * Delete a client for good, with its contacts, tickets, services and domains; what it wrote in tickets of others stays under its name
 */
export interface DeleteClient {
  /**
   * The client's id
   */
  clientid: number;
  /**
   * Whether users who have no other client are deleted too
   */
  deleteusers?: boolean;
  /**
   * Nothing comes of it: there are no transactions
   */
  deletetransactions?: boolean;
}

/**
 * What DeleteClient is called with
 */
export interface DeleteClientCall {
  /**
   * The client's id
   */
  clientid: number | `${number}`;
  /**
   * Whether users who have no other client are deleted too
   */
  deleteusers?: boolean;
  /**
   * Nothing comes of it: there are no transactions
   */
  deletetransactions?: boolean;
}

/**
 * What DeleteClient answers
 */
export interface DeleteClientAnswer {
  clientid: number;
}
