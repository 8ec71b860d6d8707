/** Made by `npm run generate` from schemas/DeleteToDoItem.json; changes belong there. */

/**
 * Delete something that is to be done
 */
export interface DeleteToDoItem {
  /**
   * The item's id
   */
  itemid: number;
}
