/** Made by `npm run generate` from schemas/DeleteContact.json; changes belong there. */

/**
 * Delete a contact: its tickets pass to its client, and what it wrote keeps its name
 */
export interface DeleteContact {
  /**
   * The id of the contact
   */
  contactid: number;
}

/**
 * What DeleteContact is called with
 */
export interface DeleteContactCall {
  /**
   * The id of the contact
   */
  contactid: number | `${number}`;
}

/**
 * What DeleteContact answers
 */
export interface DeleteContactAnswer {
  contactid: number;
}
