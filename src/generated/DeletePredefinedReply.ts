/** Made by `npm run generate` from schemas/DeletePredefinedReply.json; changes belong there. */

/**
 * Delete a predefined reply
 */
export interface DeletePredefinedReply {
  /**
   * The id of the reply
   */
  predefinedreplyid: number;
}

/**
 * What DeletePredefinedReply is called with
 */
export interface DeletePredefinedReplyCall {
  /**
   * The id of the reply
   */
  predefinedreplyid: number | `${number}`;
}

/**
 * What DeletePredefinedReply answers
 */
export interface DeletePredefinedReplyAnswer {
  predefinedreplyid: number;
}
