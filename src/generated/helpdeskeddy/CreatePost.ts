/** Made by `npm run generate` from schemas/helpdeskeddy/CreatePost.json; changes belong there. */

/**
 * Reply to a ticket
 */
export interface HelpdeskeddyCreatePost {
  /**
   * The id of the ticket
   */
  id: number;
  /**
   * The reply, in HTML
   */
  text: string;
  /**
   * The id of the user who replies, the ticket's client or a staff user; the API user by default
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
