/** Made by `npm run generate` from schemas/helpdeskeddy/DeletePost.json; changes belong there. */

/**
 * Delete a reply of a ticket
 */
export interface HelpdeskeddyDeletePost {
  /**
   * The ticket's id
   */
  id: number;
  /**
   * The post's id
   */
  post_id: number;
}
