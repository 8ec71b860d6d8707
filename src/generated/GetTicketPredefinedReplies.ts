/** Made by `npm run generate` from schemas/GetTicketPredefinedReplies.json; changes belong there. */

/**
 * The predefined replies in their order
 */
export interface GetTicketPredefinedReplies {
  /**
   * The category whose replies are wanted; without it, all
   */
  catid?: number;
}

/**
 * What GetTicketPredefinedReplies is called with
 */
export interface GetTicketPredefinedRepliesCall {
  /**
   * The category whose replies are wanted; without it, all
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
