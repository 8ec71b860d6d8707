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

/**
 * What GetPredefinedReplyCategories is called with
 */
export interface GetPredefinedReplyCategoriesCall {
  /**
   * The one that is wanted
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
