/** Made by `npm run generate` from schemas/DeleteToDoItem.json; changes belong there. */

/**
 * Delete a to-do item
 */
export interface DeleteToDoItem {
  /**
   * The id of the to-do item
   */
  itemid: number;
}

/**
 * What DeleteToDoItem is called with
 */
export interface DeleteToDoItemCall {
  /**
   * The id of the to-do item
   */
  itemid: number | `${number}`;
}

/**
 * What DeleteToDoItem answers
 */
export interface DeleteToDoItemAnswer {
  itemid: number;
}
