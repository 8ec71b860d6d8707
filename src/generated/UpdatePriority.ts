/** Made by `npm run generate` from schemas/UpdatePriority.json; changes belong there. */

/**
 * Update a ticket priority; omitted parameters stay unchanged
 */
export interface UpdatePriority {
  /**
   * The id of the priority
   */
  priorityid: number;
  /**
   * The name
   */
  name?: string;
  /**
   * The number of the priority in the HelpDeskEddy API
   */
  publicid?: number;
  /**
   * The position among the priorities
   */
  sortorder?: number;
}

/**
 * What UpdatePriority is called with
 */
export interface UpdatePriorityCall {
  /**
   * The id of the priority
   */
  priorityid: number | `${number}`;
  /**
   * The name
   */
  name?: string;
  /**
   * The number of the priority in the HelpDeskEddy API
   */
  publicid?: number | `${number}`;
  /**
   * The position among the priorities
   */
  sortorder?: number | `${number}`;
}

/**
 * What UpdatePriority answers
 */
export interface UpdatePriorityAnswer {
  priorityid: number;
}
