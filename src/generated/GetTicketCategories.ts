/** Made by `npm run generate` from schemas/GetTicketCategories.json; changes belong there. */

/**
 * List all ticket categories in their order
 */
export interface GetTicketCategories {
  /**
   * Only the one with this id
   */
  categoryid?: number;
}

/**
 * What GetTicketCategories is called with
 */
export interface GetTicketCategoriesCall {
  /**
   * Only the one with this id
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
