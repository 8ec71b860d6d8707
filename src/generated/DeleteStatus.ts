/** Made by `npm run generate` from schemas/DeleteStatus.json; changes belong there. */

/**
 * Delete a status that no ticket has
 */
export interface DeleteStatus {
  /**
   * The id of the status
   */
  statusid: number;
}

/**
 * What DeleteStatus is called with
 */
export interface DeleteStatusCall {
  /**
   * The id of the status
   */
  statusid: number | `${number}`;
}

/**
 * What DeleteStatus answers
 */
export interface DeleteStatusAnswer {
  statusid: number;
}
