/** Made by `npm run generate` from schemas/GetTicketPredefinedReplies.json; changes belong there. */

/**
 * List predefined replies in their order
 */
export interface GetTicketPredefinedReplies {
  /**
   * Only replies of this category; all by default
   */
  catid?: number;
}

/**
 * What GetTicketPredefinedReplies is called with
 */
export interface GetTicketPredefinedRepliesCall {
  /**
   * Only replies of this category; all by default
   */
  catid?: number | `${number}`;
}

/**
 * What GetTicketPredefinedReplies answers
 */
export interface GetTicketPredefinedRepliesAnswer {
  totalresults: number;
  predefinedreplies: {
    predefinedreply: {
      id: number;
      name: string;
      reply: string;
    }[];
  };
}
