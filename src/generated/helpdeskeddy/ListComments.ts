/** Made by `npm run generate` from schemas/helpdeskeddy/ListComments.json; changes belong there. */

/**
 * The notes of a ticket, which only staff sees, the newest first
 */
export interface HelpdeskeddyListComments {
  /**
   * The ticket's id
   */
  id: number;
  /**
   * Which page of 30, from 1
   */
  page?: number;
}
