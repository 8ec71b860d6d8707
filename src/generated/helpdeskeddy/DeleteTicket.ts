/** Made by `npm run generate` from schemas/helpdeskeddy/DeleteTicket.json; changes belong there. */

/**
 * Move a ticket to the deleted tickets, or delete it permanently
 */
export interface HelpdeskeddyDeleteTicket {
  /**
   * The id of the ticket
   */
  id: number;
  /**
   * Whether to delete it permanently; by default it moves to the deleted tickets
   */
  delete?: boolean;
}
