/** Made by `npm run generate` from schemas/AddPriority.json; changes belong there. */

/**
 * Add a ticket priority
 */
export interface AddPriority {
  /**
   * The name
   */
  name: string;
  /**
   * The number of the priority in the HelpDeskEddy API; the next one by default
   */
  publicid?: number;
  /**
   * The position among the priorities; last by default
   */
  sortorder?: number;
}

/**
 * What AddPriority is called with
 */
export interface AddPriorityCall {
  /**
   * The name
   */
  name: string;
  /**
   * The number of the priority in the HelpDeskEddy API; the next one by default
   */
  publicid?: number | `${number}`;
  /**
   * The position among the priorities; last by default
   */
  sortorder?: number | `${number}`;
}

/**
 * What AddPriority answers
 */
export interface AddPriorityAnswer {
  priorityid: number;
}
