/** Made by `npm run generate` from schemas/GetPredefinedReplies.json; changes belong there. */

/**
 * Predefined replies in their order
 */
export interface GetPredefinedReplies {
  /**
   * The one that is wanted
   */
  predefinedreplyid?: number;
  /**
   * The category whose replies are wanted; 0 for those without one
   */
  categoryid?: number;
  /**
   * What is in its name or its text, in any letter case
   */
  search?: string;
  /**
   * How many to skip
   */
  limitstart?: number;
  /**
   * How many to answer at most; without it, 25
   */
  limitnum?: number;
}

/**
 * What GetPredefinedReplies is called with
 */
export interface GetPredefinedRepliesCall {
  /**
   * The one that is wanted
   */
  predefinedreplyid?: number | `${number}`;
  /**
   * The category whose replies are wanted; 0 for those without one
   */
  categoryid?: number | `${number}`;
  /**
   * What is in its name or its text, in any letter case
   */
  search?: string;
  /**
   * How many to skip
   */
  limitstart?: number | `${number}`;
  /**
   * How many to answer at most; without it, 25
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
