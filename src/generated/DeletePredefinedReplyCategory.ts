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

/**
 * What DeletePredefinedReplyCategory is called with
 */
export interface DeletePredefinedReplyCategoryCall {
  /**
   * The category's id
   */
  categoryid: number | `${number}`;
}

/**
 * What DeletePredefinedReplyCategory answers
 */
export interface DeletePredefinedReplyCategoryAnswer {
  categoryid: number;
}
