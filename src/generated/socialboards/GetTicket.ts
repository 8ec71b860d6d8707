/** Made by `npm run generate` from schemas/socialboards/GetTicket.json; changes belong there. */

/**
 * Get a ticket
 */
export interface SocialboardsGetTicket {
  /**
   * The ticket's id
   */
  ticketId: number;
}
