/** Made by `npm run generate` from schemas/DeletePredefinedReply.json; changes belong there. */

/**
 * Delete a predefined reply
 */
export interface DeletePredefinedReply {
  /**
   * The reply's id
   */
  predefinedreplyid: number;
}
