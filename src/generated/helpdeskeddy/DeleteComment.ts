/** Made by `npm run generate` from schemas/helpdeskeddy/DeleteComment.json; changes belong there. */

/**
 * Delete a note from a ticket
 */
export interface HelpdeskeddyDeleteComment {
  /**
   * The id of the ticket
   */
  id: number;
  /**
   * The id of the note
   */
  comment_id: number;
}
