/** Made by `npm run generate` from schemas/DeleteContact.json; changes belong there. */

/**
 * Delete a contact; its tickets become its client's own, and what it wrote stays under its name
 */
export interface DeleteContact {
  /**
   * The contact's id
   */
  contactid: number;
}

/**
 * What DeleteContact is called with
 */
export interface DeleteContactCall {
  /**
   * The contact's id
   */
  contactid: number | `${number}`;
}

/**
 * What DeleteContact answers
 */
export interface DeleteContactAnswer {
  contactid: number;
}
