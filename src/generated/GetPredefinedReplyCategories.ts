/** Made by `npm run generate` from schemas/GetPredefinedReplyCategories.json; changes belong there. */

/**
 * All categories of predefined replies in their order
 */
export interface GetPredefinedReplyCategories {
  /**
   * The one that is wanted
   */
  categoryid?: number;
}
