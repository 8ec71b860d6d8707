/** Made by `npm run generate` from schemas/GetTicketCategories.json; changes belong there. */

/**
 * All categories of tickets in their order
 */
export interface GetTicketCategories {
  /**
   * Only this one
   */
  categoryid?: number;
}
