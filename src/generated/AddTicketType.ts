/** Made by `npm run generate` from schemas/AddTicketType.json; changes belong there. */

/**
 * Add a type of tickets, such as Problem or Task
 */
export interface AddTicketType {
  /**
   * What it is called
   */
  name: string;
  /**
   * Its place among the types; without it, the last
   */
  sortorder?: number;
}

/**
 * What AddTicketType is called with
 */
export interface AddTicketTypeCall {
  /**
   * What it is called
   */
  name: string;
  /**
   * Its place among the types; without it, the last
   */
  sortorder?: number | `${number}`;
}

/**
 * What AddTicketType answers
 */
export interface AddTicketTypeAnswer {
  typeid: number;
}
