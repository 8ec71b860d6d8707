/** Made by `npm run generate` from schemas/DeleteTicketCategory.json; changes belong there. */

/**
 * Delete a ticket category that has no subcategories; its tickets no longer belong to a category
 */
export interface DeleteTicketCategory {
  /**
   * The id of the category
   */
  categoryid: number;
}

/**
 * What DeleteTicketCategory is called with
 */
export interface DeleteTicketCategoryCall {
  /**
   * The id of the category
   */
  categoryid: number | `${number}`;
}

/**
 * What DeleteTicketCategory answers
 */
export interface DeleteTicketCategoryAnswer {
  categoryid: number;
}
