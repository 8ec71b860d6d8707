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

/**
 * What DeleteTicketNote is called with
 */
export interface DeleteTicketNoteCall {
  /**
   * The note's id
   */
  noteid: number | `${number}`;
}

/**
 * What DeleteTicketNote answers
 */
export interface DeleteTicketNoteAnswer {}
