/** Made by `npm run generate` from schemas/GetPredefinedReplies.json; changes belong there. */

/**
 * List predefined replies in their order
 */
export interface GetPredefinedReplies {
  /**
   * Only the one with this id
   */
  predefinedreplyid?: number;
  /**
   * Only replies of this category; 0 for replies without one
   */
  categoryid?: number;
  /**
   * Only replies whose name or text contains this, in any letter case
   */
  search?: string;
  /**
   * The number of results to skip
   */
  limitstart?: number;
  /**
   * The maximum number of results; 25 by default
   */
  limitnum?: number;
}

/**
 * What GetPredefinedReplies is called with
 */
export interface GetPredefinedRepliesCall {
  /**
   * Only the one with this id
   */
  predefinedreplyid?: number | `${number}`;
  /**
   * Only replies of this category; 0 for replies without one
   */
  categoryid?: number | `${number}`;
  /**
   * Only replies whose name or text contains this, in any letter case
   */
  search?: string;
  /**
   * The number of results to skip
   */
  limitstart?: number | `${number}`;
  /**
   * The maximum number of results; 25 by default
   */
  limitnum?: number | `${number}`;
}

/**
 * What GetPredefinedReplies answers
 */
export interface GetPredefinedRepliesAnswer {
  totalresults: number;
  startnumber: number;
  numreturned: number;
  predefinedreplies: {
    predefinedreply: {
      id: number;
      categoryid: number;
      name: string;
      reply: string;
      sortorder: number;
    }[];
  };
}
