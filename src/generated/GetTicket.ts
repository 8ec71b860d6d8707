/** Made by `npm run generate` from schemas/GetTicket.json; changes belong there. */

/**
 * A ticket with its conversation
 */
export interface GetTicket {
  /**
   * The ticket's id
   */
  ticketid?: number;
  /**
   * The ticket's number, instead of its id
   */
  ticketnum?: string;
  /**
   * ASC (the oldest first) or DESC
   */
  repliessort?: string;
}
