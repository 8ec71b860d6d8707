/** Made by `npm run generate` from schemas/UpdatePredefinedReplyCategory.json; changes belong there. */

/**
 * Change a category of predefined replies; what is not sent stays as it is
 */
export interface UpdatePredefinedReplyCategory {
  /**
   * The category's id
   */
  categoryid: number;
  /**
   * The category it lies in; 0 for the top
   */
  parentid?: number;
  /**
   * What it is called
   */
  name?: string;
  /**
   * Its place among the categories
   */
  sortorder?: number;
}

/**
 * What UpdatePredefinedReplyCategory is called with
 */
export interface UpdatePredefinedReplyCategoryCall {
  /**
   * The category's id
   */
  categoryid: number | `${number}`;
  /**
   * The category it lies in; 0 for the top
   */
  parentid?: number | `${number}`;
  /**
   * What it is called
   */
  name?: string;
  /**
   * Its place among the categories
   */
  sortorder?: number | `${number}`;
}

/**
 * What UpdatePredefinedReplyCategory answers
 */
export interface UpdatePredefinedReplyCategoryAnswer {
  categoryid: number;
}
