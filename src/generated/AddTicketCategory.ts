/** Made by `npm run generate` from schemas/AddTicketCategory.json; changes belong there. */

/**
 * Add a category of tickets
 */
export interface AddTicketCategory {
  /**
   * What it is called
   */
  name: string;
  /**
   * The category that it is part of; 0 for none
   */
  parentid?: number;
  /**
   * Its place among the categories; without it, the last
   */
  sortorder?: number;
}

/**
 * What AddTicketCategory is called with
 */
export interface AddTicketCategoryCall {
  /**
   * What it is called
   */
  name: string;
  /**
   * The category that it is part of; 0 for none
   */
  parentid?: number | `${number}`;
  /**
   * Its place among the categories; without it, the last
   */
  sortorder?: number | `${number}`;
}

/**
 * What AddTicketCategory answers
 */
export interface AddTicketCategoryAnswer {
  categoryid: number;
}
