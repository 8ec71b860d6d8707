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
