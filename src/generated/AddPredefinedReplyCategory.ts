/** Made by `npm run generate` from schemas/AddPredefinedReplyCategory.json; changes belong there. */

/**
 * Add a category of predefined replies
 */
export interface AddPredefinedReplyCategory {
  /**
   * The id of the parent category; 0 or omitted for the top level
   */
  parentid?: number;
  /**
   * The name
   */
  name: string;
  /**
   * The position among the categories; last by default
   */
  sortorder?: number;
}

/**
 * What AddPredefinedReplyCategory is called with
 */
export interface AddPredefinedReplyCategoryCall {
  /**
   * The id of the parent category; 0 or omitted for the top level
   */
  parentid?: number | `${number}`;
  /**
   * The name
   */
  name: string;
  /**
   * The position among the categories; last by default
   */
  sortorder?: number | `${number}`;
}

/**
 * What AddPredefinedReplyCategory answers
 */
export interface AddPredefinedReplyCategoryAnswer {
  categoryid: number;
}
