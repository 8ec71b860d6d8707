/** Made by `npm run generate` from schemas/DeleteClientGroup.json; changes belong there. */

/**
 * Delete a group of clients, who are then in none
 */
export interface DeleteClientGroup {
  /**
   * The group's id
   */
  groupid: number;
}
