/** Made by `npm run generate` from schemas/DeleteTicketCategory.json; changes belong there. */

/**
 * Delete a category that has no others below it; its tickets are in no category then
 */
export interface DeleteTicketCategory {
  /**
   * The category's id
   */
  categoryid: number;
}

/**
 * What DeleteTicketCategory is called with
 */
export interface DeleteTicketCategoryCall {
  /**
   * The category's id
   */
  categoryid: number | `${number}`;
}

/**
 * What DeleteTicketCategory answers
 */
export interface DeleteTicketCategoryAnswer {
  categoryid: number;
}
