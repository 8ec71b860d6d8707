/** Made by `npm run generate` from schemas/DeleteClient.json; changes belong there. */

/**
 * Delete a client permanently, with its contacts, tickets, services and domains; what it wrote in other clients' tickets keeps its name, and their tickets that were merged into its own are tickets again
 */
export interface DeleteClient {
  /**
   * The id of the client
   */
  clientid: number;
  /**
   * Whether to delete the users who belong to no other client, too
   */
  deleteusers?: boolean;
  /**
   * Ignored: there are no transactions
   */
  deletetransactions?: boolean;
}

/**
 * What DeleteClient is called with
 */
export interface DeleteClientCall {
  /**
   * The id of the client
   */
  clientid: number | `${number}`;
  /**
   * Whether to delete the users who belong to no other client, too
   */
  deleteusers?: boolean;
  /**
   * Ignored: there are no transactions
   */
  deletetransactions?: boolean;
}

/**
 * What DeleteClient answers
 */
export interface DeleteClientAnswer {
  clientid: number;
}
