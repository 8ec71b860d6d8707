/** Made by `npm run generate` from schemas/helpdeskeddy/CreateComment.json; changes belong there. */

/**
 * Add a note to a ticket, which only staff sees
 */
export interface HelpdeskeddyCreateComment {
  /**
   * The ticket's id
   */
  id: number;
  /**
   * The note, in HTML
   */
  text: string;
  /**
   * The member of staff who writes it; the API user where nothing is said
   */
  user_id?: number;
  /**
   * Files: parts of a multipart form
   */
  files?: {
    filename: string;
    data: Buffer;
  }[];
}
