/** Made by `npm run generate` from schemas/helpdeskeddy/DeleteUser.json; changes belong there. */

/**
 * Delete a client; its tickets stay as those of a guest
 */
export interface HelpdeskeddyDeleteUser {
  /**
   * The id of the client
   */
  id: number;
}
