/** Made by `npm run generate` from schemas/pages/GetTickets.json; changes belong there. */

/**
 * List a client's tickets as their page shows them
 */
export interface PagesGetTickets {
  /**
   * Only tickets that contain all of these words in their number, subject and messages together
   */
  search?: string;
  /**
   * Only tickets that wait for us, that we answered, or that are closed: waiting, answered or closed
   */
  kind?: 'waiting' | 'answered' | 'closed';
  /**
   * Whether the oldest last reply comes first
   */
  oldest_first?: boolean;
  /**
   * The page of the list, from 1
   */
  page?: number;
}
