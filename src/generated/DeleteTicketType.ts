/** Made by `npm run generate` from schemas/DeleteTicketType.json; changes belong there. */

/**
 * Delete a type that no ticket has
 */
export interface DeleteTicketType {
  /**
   * The type's id
   */
  typeid: number;
}

/**
 * What DeleteTicketType is called with
 */
export interface DeleteTicketTypeCall {
  /**
   * The type's id
   */
  typeid: number | `${number}`;
}

/**
 * What DeleteTicketType answers
 */
export interface DeleteTicketTypeAnswer {
  typeid: number;
}
