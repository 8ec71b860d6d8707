/** Made by `npm run generate` from schemas/UpdateTicketType.json; changes belong there. */

/**
 * Change a type of tickets; what is not sent stays as it is
 */
export interface UpdateTicketType {
  /**
   * The type's id; 0 is the one of tickets without type
   */
  typeid: number;
  /**
   * What it is called
   */
  name?: string;
  /**
   * Its place among the types
   */
  sortorder?: number;
}

/**
 * What UpdateTicketType is called with
 */
export interface UpdateTicketTypeCall {
  /**
   * The type's id; 0 is the one of tickets without type
   */
  typeid: number | `${number}`;
  /**
   * What it is called
   */
  name?: string;
  /**
   * Its place among the types
   */
  sortorder?: number | `${number}`;
}

/**
 * What UpdateTicketType answers
 */
export interface UpdateTicketTypeAnswer {
  typeid: number;
}
