/** Made by `npm run generate` from schemas/socialboards/GetTicket.json; changes belong there. */

/**
 * Retrieve a ticket
 */
export interface SocialboardsGetTicket {
  /**
   * The id of the ticket
   */
  ticketId: number;
}
