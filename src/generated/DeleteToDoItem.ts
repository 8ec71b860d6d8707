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

/**
 * What DeleteToDoItem is called with
 */
export interface DeleteToDoItemCall {
  /**
   * The item's id
   */
  itemid: number | `${number}`;
}

/**
 * What DeleteToDoItem answers
 */
export interface DeleteToDoItemAnswer {
  itemid: number;
}
