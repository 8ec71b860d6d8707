/** Made by `npm run generate` from schemas/GetPriorities.json; changes belong there. */

/**
 * List all ticket priorities in their order
 */
export interface GetPriorities {
  /**
   * Only the one with this id
   */
  priorityid?: number;
}

/**
 * What GetPriorities is called with
 */
export interface GetPrioritiesCall {
  /**
   * Only the one with this id
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
