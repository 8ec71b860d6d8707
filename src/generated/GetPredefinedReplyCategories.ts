/** Made by `npm run generate` from schemas/GetPredefinedReplyCategories.json; changes belong there. */

/**
 * List all categories of predefined replies in their order
 */
export interface GetPredefinedReplyCategories {
  /**
   * Only the one with this id
   */
  categoryid?: number;
}

/**
 * What GetPredefinedReplyCategories is called with
 */
export interface GetPredefinedReplyCategoriesCall {
  /**
   * Only the one with this id
   */
  categoryid?: number | `${number}`;
}

/**
 * What GetPredefinedReplyCategories answers
 */
export interface GetPredefinedReplyCategoriesAnswer {
  totalresults: number;
  categories: {
    category: {
      id: number;
      parentid: number;
      name: string;
      replycount: number;
      sortorder: number;
    }[];
  };
}
