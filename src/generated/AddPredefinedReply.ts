/** Made by `npm run generate` from schemas/AddPredefinedReply.json; changes belong there. */

/**
 * Add a predefined reply
 */
export interface AddPredefinedReply {
  /**
   * The id of its category; 0 or omitted for none
   */
  categoryid?: number;
  /**
   * The name
   */
  name: string;
  /**
   * The text
   */
  reply: string;
  /**
   * The position among the replies; last by default
   */
  sortorder?: number;
  /**
   * A short name by which editors find it, such as paid
   */
  key?: string;
}

/**
 * What AddPredefinedReply is called with
 */
export interface AddPredefinedReplyCall {
  /**
   * The id of its category; 0 or omitted for none
   */
  categoryid?: number | `${number}`;
  /**
   * The name
   */
  name: string;
  /**
   * The text
   */
  reply: string;
  /**
   * The position among the replies; last by default
   */
  sortorder?: number | `${number}`;
  /**
   * A short name by which editors find it, such as paid
   */
  key?: string;
}

/**
 * What AddPredefinedReply answers
 */
export interface AddPredefinedReplyAnswer {
  predefinedreplyid: number;
}
