/** Made by `npm run generate` from schemas/DeleteTicket.json; changes belong there. */

/**
 * Erase a ticket for good, with its messages, notes and files and with the tickets that were merged into it
 */
export interface DeleteTicket {
  /**
   * The ticket's id; the id of a ticket that was merged into another is none
   */
  ticketid: number;
}

/**
 * What DeleteTicket is called with
 */
export interface DeleteTicketCall {
  /**
   * The ticket's id; the id of a ticket that was merged into another is none
   */
  ticketid: number | `${number}`;
}

/**
 * What DeleteTicket answers
 */
export interface DeleteTicketAnswer {}
