/** Made by `npm run generate` from schemas/helpdeskeddy/UniteTickets.json; changes belong there. */

/**
 * Merge tickets into one
 */
export interface HelpdeskeddyUniteTickets {
  /**
   * The ticket's id
   */
  id: number;
  /**
   * Ids of the tickets that become part of it
   *
   * @minItems 1
   * @maxItems 50
   */
  ticket_list: [number, ...number[]];
}
