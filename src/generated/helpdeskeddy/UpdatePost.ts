/** Made by `npm run generate` from schemas/helpdeskeddy/UpdatePost.json; changes belong there. */

/**
 * Rewrite a message of a ticket
 */
export interface HelpdeskeddyUpdatePost {
  /**
   * The ticket's id
   */
  id: number;
  /**
   * The post's id
   */
  post_id: number;
  /**
   * The message, in HTML
   */
  text: string;
}
