/** Made by `npm run generate` from schemas/helpdeskeddy/DeletePost.json; changes belong there. */

/**
 * Delete a reply from a ticket
 */
export interface HelpdeskeddyDeletePost {
  /**
   * The id of the ticket
   */
  id: number;
  /**
   * The id of the message
   */
  post_id: number;
}
