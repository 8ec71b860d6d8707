/** Made by `npm run generate` from schemas/UpdateTicketCategory.json; changes belong there. */

/**
 * Update a ticket category; omitted parameters stay unchanged
 */
export interface UpdateTicketCategory {
  /**
   * The id of the category
   */
  categoryid: number;
  /**
   * The name
   */
  name?: string;
  /**
   * The id of the parent category; 0 for none
   */
  parentid?: number;
  /**
   * The position among the categories
   */
  sortorder?: number;
}

/**
 * What UpdateTicketCategory is called with
 */
export interface UpdateTicketCategoryCall {
  /**
   * The id of the category
   */
  categoryid: number | `${number}`;
  /**
   * The name
   */
  name?: string;
  /**
   * The id of the parent category; 0 for none
   */
  parentid?: number | `${number}`;
  /**
   * The position among the categories
   */
  sortorder?: number | `${number}`;
}

/**
 * What UpdateTicketCategory answers
 */
export interface UpdateTicketCategoryAnswer {
  categoryid: number;
}
