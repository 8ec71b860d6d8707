/** Made by `npm run generate` from schemas/UpdateTicketType.json; changes belong there. */

/**
 * Update a ticket type; omitted parameters stay unchanged
 */
export interface UpdateTicketType {
  /**
   * The id of the type; 0 is the type of tickets without one
   */
  typeid: number;
  /**
   * The name
   */
  name?: string;
  /**
   * The position among the types
   */
  sortorder?: number;
}

/**
 * What UpdateTicketType is called with
 */
export interface UpdateTicketTypeCall {
  /**
   * The id of the type; 0 is the type of tickets without one
   */
  typeid: number | `${number}`;
  /**
   * The name
   */
  name?: string;
  /**
   * The position among the types
   */
  sortorder?: number | `${number}`;
}

/**
 * What UpdateTicketType answers
 */
export interface UpdateTicketTypeAnswer {
  typeid: number;
}
