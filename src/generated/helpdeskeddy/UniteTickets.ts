/** Made by `npm run generate` from schemas/helpdeskeddy/UniteTickets.json; changes belong there. */

/**
 * Merge tickets into one
 */
export interface HelpdeskeddyUniteTickets {
  /**
   * The id of the ticket
   */
  id: number;
  /**
   * The ids of the tickets to merge into it
   *
   * @minItems 1
   * @maxItems 50
   */
  ticket_list: [number, ...number[]];
}
