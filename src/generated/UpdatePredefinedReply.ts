/** Made by `npm run generate` from schemas/UpdatePredefinedReply.json; changes belong there. */

/**
 * Change a predefined reply; what is not sent stays as it is
 */
export interface UpdatePredefinedReply {
  /**
   * The reply's id
   */
  predefinedreplyid: number;
  /**
   * The category it lies in; 0 for no category
   */
  categoryid?: number;
  /**
   * What it is called
   */
  name?: string;
  /**
   * The text
   */
  reply?: string;
  /**
   * Its place among the replies
   */
  sortorder?: number;
}

/**
 * What UpdatePredefinedReply is called with
 */
export interface UpdatePredefinedReplyCall {
  /**
   * The reply's id
   */
  predefinedreplyid: number | `${number}`;
  /**
   * The category it lies in; 0 for no category
   */
  categoryid?: number | `${number}`;
  /**
   * What it is called
   */
  name?: string;
  /**
   * The text
   */
  reply?: string;
  /**
   * Its place among the replies
   */
  sortorder?: number | `${number}`;
}

/**
 * What UpdatePredefinedReply answers
 */
export interface UpdatePredefinedReplyAnswer {
  predefinedreplyid: number;
}
