/** Made by `npm run generate` from schemas/helpdeskeddy/CreateComment.json; changes belong there. */

/**
 * Add a note to a ticket that only staff can see
 */
export interface HelpdeskeddyCreateComment {
  /**
   * The id of the ticket
   */
  id: number;
  /**
   * The note, in HTML
   */
  text: string;
  /**
   * The id of the staff user who writes it; the API user by default
   */
  user_id?: number;
  /**
   * Files, as parts of a multipart form
   */
  files?: {
    filename: string;
    data: Buffer;
  }[];
}
