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

/**
 * What GetTicketCategories is called with
 */
export interface GetTicketCategoriesCall {
  /**
   * Only this one
   */
  categoryid?: number | `${number}`;
}

/**
 * What GetTicketCategories answers
 */
export interface GetTicketCategoriesAnswer {
  totalresults: number;
  categories: {
    category: {
      id: number;
      parentid: number;
      name: string;
      sortorder: number;
    }[];
  };
}
