/** Made by `npm run generate` from schemas/GetTicketNotes.json; changes belong there. */

/**
 * The notes of a ticket in the order in which they were written
 */
export interface GetTicketNotes {
  /**
   * The ticket's id
   */
  ticketid?: number;
  /**
   * The ticket's number, instead of its id
   */
  ticketnum?: string;
}
