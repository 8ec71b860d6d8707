/** Made by `npm run generate` from schemas/AddPredefinedReplyCategory.json; changes belong there. */

/**
 * Add a category of predefined replies
 */
export interface AddPredefinedReplyCategory {
  /**
   * The category it lies in; 0 or none for the top
   */
  parentid?: number;
  /**
   * What it is called
   */
  name: string;
  /**
   * Its place among the categories; without it, the last
   */
  sortorder?: number;
}

/**
 * What AddPredefinedReplyCategory is called with
 */
export interface AddPredefinedReplyCategoryCall {
  /**
   * The category it lies in; 0 or none for the top
   */
  parentid?: number | `${number}`;
  /**
   * What it is called
   */
  name: string;
  /**
   * Its place among the categories; without it, the last
   */
  sortorder?: number | `${number}`;
}

/**
 * What AddPredefinedReplyCategory answers
 */
export interface AddPredefinedReplyCategoryAnswer {
  categoryid: number;
}
