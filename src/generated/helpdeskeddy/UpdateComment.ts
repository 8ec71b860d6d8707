/** Made by `npm run generate` from schemas/helpdeskeddy/UpdateComment.json; changes belong there. */

/**
 * Rewrite a note of a ticket
 */
export interface HelpdeskeddyUpdateComment {
  /**
   * The ticket's id
   */
  id: number;
  /**
   * The comment's id
   */
  comment_id: number;
  /**
   * The note, in HTML
   */
  text: string;
}
