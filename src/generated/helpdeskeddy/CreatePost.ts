/** Made by `npm run generate` from schemas/helpdeskeddy/CreatePost.json; changes belong there. */

/**
 * Reply to a ticket
 */
export interface HelpdeskeddyCreatePost {
  /**
   * The ticket's id
   */
  id: number;
  /**
   * The reply, in HTML
   */
  text: string;
  /**
   * Who replies: the ticket's client or a member of staff; the API user where nothing is said
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
