/** Made by `npm run generate` from schemas/helpdeskeddy/DeleteComment.json; changes belong there. */

/**
 * Delete a note of a ticket
 */
export interface HelpdeskeddyDeleteComment {
  /**
   * The ticket's id
   */
  id: number;
  /**
   * The comment's id
   */
  comment_id: number;
}
