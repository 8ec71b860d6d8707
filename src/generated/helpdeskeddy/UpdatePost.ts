/** Made by `npm run generate` from schemas/helpdeskeddy/UpdatePost.json; changes belong there. */

/**
 * Change the text of a message
 */
export interface HelpdeskeddyUpdatePost {
  /**
   * The id of the ticket
   */
  id: number;
  /**
   * The id of the message
   */
  post_id: number;
  /**
   * The message, in HTML
   */
  text: string;
}
