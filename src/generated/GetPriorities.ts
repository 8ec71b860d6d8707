/** Made by `npm run generate` from schemas/GetPriorities.json; changes belong there. */

/**
 * All priorities of tickets in their order
 */
export interface GetPriorities {
  /**
   * Only this one
   */
  priorityid?: number;
}

/**
 * What GetPriorities is called with
 */
export interface GetPrioritiesCall {
  /**
   * Only this one
   */
  priorityid?: number | `${number}`;
}

/**
 * What GetPriorities answers
 */
export interface GetPrioritiesAnswer {
  totalresults: number;
  priorities: {
    priority: {
      id: number;
      name: string;
      publicid: number;
      sortorder: number;
    }[];
  };
}
