/** Made by `npm run generate` from schemas/DeletePredefinedReplyCategory.json; changes belong there. */

/**
 * Delete an empty category of predefined replies
 */
export interface DeletePredefinedReplyCategory {
  /**
   * The id of the category
   */
  categoryid: number;
}

/**
 * What DeletePredefinedReplyCategory is called with
 */
export interface DeletePredefinedReplyCategoryCall {
  /**
   * The id of the category
   */
  categoryid: number | `${number}`;
}

/**
 * What DeletePredefinedReplyCategory answers
 */
export interface DeletePredefinedReplyCategoryAnswer {
  categoryid: number;
}
