/** Made by `npm run generate` from schemas/DeleteClientGroup.json; changes belong there. */

/**
 * Delete a client group; its clients no longer belong to a group
 */
export interface DeleteClientGroup {
  /**
   * The id of the group
   */
  groupid: number;
}

/**
 * What DeleteClientGroup is called with
 */
export interface DeleteClientGroupCall {
  /**
   * The id of the group
   */
  groupid: number | `${number}`;
}

/**
 * What DeleteClientGroup answers
 */
export interface DeleteClientGroupAnswer {
  groupid: number;
}
