/** Made by `npm run generate` from schemas/helpdeskeddy/ListAudit.json; changes belong there. */

/**
 * List what was done with a ticket, newest first, from the activity log
 */
export interface HelpdeskeddyListAudit {
  /**
   * The id of the ticket
   */
  id: number;
  /**
   * The page, from 1; a page has 30 results
   */
  page?: number;
}
