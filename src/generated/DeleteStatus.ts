/** Made by `npm run generate` from schemas/DeleteStatus.json; changes belong there. */

/**
 * Delete a status that no ticket has
 */
export interface DeleteStatus {
  /**
   * The status's id
   */
  statusid: number;
}
