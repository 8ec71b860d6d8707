/** Made by `npm run generate` from schemas/DeleteTicket.json; changes belong there. */

/**
 * Delete a ticket permanently, with its messages, notes, files and the tickets merged into it
 */
export interface DeleteTicket {
  /**
   * The id of the ticket; the id of a ticket that was merged into another is not found
   */
  ticketid: number;
}

/**
 * What DeleteTicket is called with
 */
export interface DeleteTicketCall {
  /**
   * The id of the ticket; the id of a ticket that was merged into another is not found
   */
  ticketid: number | `${number}`;
}

/**
 * What DeleteTicket answers
 */
export interface DeleteTicketAnswer {}
