/** Made by `npm run generate` from schemas/UpdatePredefinedReplyCategory.json; changes belong there. */

/**
 * Update a category of predefined replies; omitted parameters stay unchanged
 */
export interface UpdatePredefinedReplyCategory {
  /**
   * The id of the category
   */
  categoryid: number;
  /**
   * The id of the parent category; 0 for the top level
   */
  parentid?: number;
  /**
   * The name
   */
  name?: string;
  /**
   * The position among the categories
   */
  sortorder?: number;
}

/**
 * What UpdatePredefinedReplyCategory is called with
 */
export interface UpdatePredefinedReplyCategoryCall {
  /**
   * The id of the category
   */
  categoryid: number | `${number}`;
  /**
   * The id of the parent category; 0 for the top level
   */
  parentid?: number | `${number}`;
  /**
   * The name
   */
  name?: string;
  /**
   * The position among the categories
   */
  sortorder?: number | `${number}`;
}

/**
 * What UpdatePredefinedReplyCategory answers
 */
export interface UpdatePredefinedReplyCategoryAnswer {
  categoryid: number;
}
