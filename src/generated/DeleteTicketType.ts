/** Made by `npm run generate` from schemas/DeleteTicketType.json; changes belong there. */

/**
 * Delete a ticket type that no ticket has
 */
export interface DeleteTicketType {
  /**
   * The id of the type
   */
  typeid: number;
}

/**
 * What DeleteTicketType is called with
 */
export interface DeleteTicketTypeCall {
  /**
   * The id of the type
   */
  typeid: number | `${number}`;
}

/**
 * What DeleteTicketType answers
 */
export interface DeleteTicketTypeAnswer {
  typeid: number;
}
