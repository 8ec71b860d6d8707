/** Made by `npm run generate` from schemas/helpdeskeddy/DeleteTicket.json; changes belong there. */

/**
 * Put a ticket away, or erase it
 */
export interface HelpdeskeddyDeleteTicket {
  /**
   * The ticket's id
   */
  id: number;
  /**
   * Whether it is erased for good; otherwise it is put among the deleted tickets
   */
  delete?: boolean;
}
