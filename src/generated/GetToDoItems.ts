/** Made by `npm run generate` from schemas/GetToDoItems.json; changes belong there. */

/**
 * What is to be done, the most urgent first
 */
export interface GetToDoItems {
  /**
   * How many to pass over
   */
  limitstart?: number;
  /**
   * How many to give at most; without it, 25
   */
  limitnum?: number;
  /**
   * Only those of this status, or of Incomplete (all but Completed) or Overdue
   */
  status?: string;
  /**
   * Only this one
   */
  itemid?: number;
}
