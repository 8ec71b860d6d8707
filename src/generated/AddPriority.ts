/** Made by `npm run generate` from schemas/AddPriority.json; changes belong there. */

/**
 * Add a priority of tickets
 */
export interface AddPriority {
  /**
   * What it is called
   */
  name: string;
  /**
   * Its number in the HelpDeskEddy API; without it, the next one
   */
  publicid?: number;
  /**
   * Its place among the priorities; without it, the last
   */
  sortorder?: number;
}

/**
 * What AddPriority is called with
 */
export interface AddPriorityCall {
  /**
   * What it is called
   */
  name: string;
  /**
   * Its number in the HelpDeskEddy API; without it, the next one
   */
  publicid?: number | `${number}`;
  /**
   * Its place among the priorities; without it, the last
   */
  sortorder?: number | `${number}`;
}

/**
 * What AddPriority answers
 */
export interface AddPriorityAnswer {
  priorityid: number;
}
