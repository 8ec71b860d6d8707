/** Made by `npm run generate` from schemas/helpdeskeddy/GetTicket.json; changes belong there. */

/**
 * One ticket
 */
export interface HelpdeskeddyGetTicket {
  /**
   * The ticket's id
   */
  id: number;
}
