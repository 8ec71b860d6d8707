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

/**
 * What DeleteClientGroup is called with
 */
export interface DeleteClientGroupCall {
  /**
   * The group's id
   */
  groupid: number | `${number}`;
}

/**
 * What DeleteClientGroup answers
 */
export interface DeleteClientGroupAnswer {
  groupid: number;
}
