/** Made by `npm run generate` from schemas/AddTicketCategory.json; changes belong there. */

/**
 * Add a ticket category
 */
export interface AddTicketCategory {
  /**
   * The name
   */
  name: string;
  /**
   * The id of the parent category; 0 for none
   */
  parentid?: number;
  /**
   * The position among the categories; last by default
   */
  sortorder?: number;
}

/**
 * What AddTicketCategory is called with
 */
export interface AddTicketCategoryCall {
  /**
   * The name
   */
  name: string;
  /**
   * The id of the parent category; 0 for none
   */
  parentid?: number | `${number}`;
  /**
   * The position among the categories; last by default
   */
  sortorder?: number | `${number}`;
}

/**
 * What AddTicketCategory answers
 */
export interface AddTicketCategoryAnswer {
  categoryid: number;
}
