/** Made by `npm run generate` from schemas/DeletePredefinedReplyCategory.json; changes belong there. */

/**
 * Delete a category of predefined replies in which nothing is
 */
export interface DeletePredefinedReplyCategory {
  /**
   * The category's id
   */
  categoryid: number;
}
