/** Made by `npm run generate` from schemas/helpdeskeddy/GetTicket.json; changes belong there. */

/**
 * Retrieve a ticket
 */
export interface HelpdeskeddyGetTicket {
  /**
   * The id of the ticket
   */
  id: number;
}
