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
