/** Made by `npm run generate` from schemas/UpdatePriority.json; changes belong there. */

/**
 * Change a priority of tickets; what is not sent stays as it is
 */
export interface UpdatePriority {
  /**
   * The priority's id
   */
  priorityid: number;
  /**
   * What it is called
   */
  name?: string;
  /**
   * Its number in the HelpDeskEddy API
   */
  publicid?: number;
  /**
   * Its place among the priorities
   */
  sortorder?: number;
}

/**
 * What UpdatePriority is called with
 */
export interface UpdatePriorityCall {
  /**
   * The priority's id
   */
  priorityid: number | `${number}`;
  /**
   * What it is called
   */
  name?: string;
  /**
   * Its number in the HelpDeskEddy API
   */
  publicid?: number | `${number}`;
  /**
   * Its place among the priorities
   */
  sortorder?: number | `${number}`;
}

/**
 * What UpdatePriority answers
 */
export interface UpdatePriorityAnswer {
  priorityid: number;
}
