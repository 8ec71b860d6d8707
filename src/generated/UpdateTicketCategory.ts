/** Made by `npm run generate` from schemas/UpdateTicketCategory.json; changes belong there. */

/**
 * Change a category of tickets; what is not sent stays as it is
 */
export interface UpdateTicketCategory {
  /**
   * The category's id
   */
  categoryid: number;
  /**
   * What it is called
   */
  name?: string;
  /**
   * The category that it is part of; 0 for none
   */
  parentid?: number;
  /**
   * Its place among the categories
   */
  sortorder?: number;
}

/**
 * What UpdateTicketCategory is called with
 */
export interface UpdateTicketCategoryCall {
  /**
   * The category's id
   */
  categoryid: number | `${number}`;
  /**
   * What it is called
   */
  name?: string;
  /**
   * The category that it is part of; 0 for none
   */
  parentid?: number | `${number}`;
  /**
   * Its place among the categories
   */
  sortorder?: number | `${number}`;
}

/**
 * What UpdateTicketCategory answers
 */
export interface UpdateTicketCategoryAnswer {
  categoryid: number;
}
