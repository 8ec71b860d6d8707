/** Made by `npm run generate` from schemas/DeletePriority.json; changes belong there. */

/**
 * Delete a priority that no ticket has
 */
export interface DeletePriority {
  /**
   * The id of the priority
   */
  priorityid: number;
}

/**
 * What DeletePriority is called with
 */
export interface DeletePriorityCall {
  /**
   * The id of the priority
   */
  priorityid: number | `${number}`;
}

/**
 * What DeletePriority answers
 */
export interface DeletePriorityAnswer {
  priorityid: number;
}
