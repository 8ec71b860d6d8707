/** Made by `npm run generate` from schemas/AddTicketType.json; changes belong there. */

/**
 * Add a ticket type, such as Problem or Task
 */
export interface AddTicketType {
  /**
   * The name
   */
  name: string;
  /**
   * The position among the types; last by default
   */
  sortorder?: number;
}

/**
 * What AddTicketType is called with
 */
export interface AddTicketTypeCall {
  /**
   * The name
   */
  name: string;
  /**
   * The position among the types; last by default
   */
  sortorder?: number | `${number}`;
}

/**
 * What AddTicketType answers
 */
export interface AddTicketTypeAnswer {
  typeid: number;
}
