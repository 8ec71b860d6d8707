/** Made by `npm run generate` from schemas/DeleteTicketNote.json; changes belong there. */

/**
 * Erase a note with its files
 */
export interface DeleteTicketNote {
  /**
   * The note's id
   */
  noteid: number;
}
