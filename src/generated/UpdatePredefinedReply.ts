/** Made by `npm run generate` from schemas/UpdatePredefinedReply.json; changes belong there. */

/**
 * Update a predefined reply; omitted parameters stay unchanged
 */
export interface UpdatePredefinedReply {
  /**
   * The id of the reply
   */
  predefinedreplyid: number;
  /**
   * The id of its category; 0 for none
   */
  categoryid?: number;
  /**
   * The name
   */
  name?: string;
  /**
   * The text
   */
  reply?: string;
  /**
   * The position among the replies
   */
  sortorder?: number;
  /**
   * A short name by which editors find it, such as paid
   */
  key?: string;
  /**
   * Whether it has no key any more
   */
  removeKey?: boolean;
}

/**
 * What UpdatePredefinedReply is called with
 */
export interface UpdatePredefinedReplyCall {
  /**
   * The id of the reply
   */
  predefinedreplyid: number | `${number}`;
  /**
   * The id of its category; 0 for none
   */
  categoryid?: number | `${number}`;
  /**
   * The name
   */
  name?: string;
  /**
   * The text
   */
  reply?: string;
  /**
   * The position among the replies
   */
  sortorder?: number | `${number}`;
  /**
   * A short name by which editors find it, such as paid
   */
  key?: string;
  /**
   * Whether it has no key any more
   */
  removeKey?: boolean;
}

/**
 * What UpdatePredefinedReply answers
 */
export interface UpdatePredefinedReplyAnswer {
  predefinedreplyid: number;
}
