/** Made by `npm run generate` from schemas/helpdeskeddy/UpdateComment.json; changes belong there. */

/**
 * Change the text of a note
 */
export interface HelpdeskeddyUpdateComment {
  /**
   * The id of the ticket
   */
  id: number;
  /**
   * The id of the note
   */
  comment_id: number;
  /**
   * The note, in HTML
   */
  text: string;
}
