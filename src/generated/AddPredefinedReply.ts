/** Made by `npm run generate` from schemas/AddPredefinedReply.json; changes belong there. */

/**
 * Add a text that staff can reply with
 */
export interface AddPredefinedReply {
  /**
   * The category it lies in; 0 or none for no category
   */
  categoryid?: number;
  /**
   * What it is called
   */
  name: string;
  /**
   * The text
   */
  reply: string;
  /**
   * Its place among the replies; without it, the last
   */
  sortorder?: number;
}

/**
 * What AddPredefinedReply is called with
 */
export interface AddPredefinedReplyCall {
  /**
   * The category it lies in; 0 or none for no category
   */
  categoryid?: number | `${number}`;
  /**
   * What it is called
   */
  name: string;
  /**
   * The text
   */
  reply: string;
  /**
   * Its place among the replies; without it, the last
   */
  sortorder?: number | `${number}`;
}

/**
 * What AddPredefinedReply answers
 */
export interface AddPredefinedReplyAnswer {
  predefinedreplyid: number;
}
