/** Made by `npm run generate` from schemas/DeleteTicketNote.json; changes belong there. */

/**
 * Delete a ticket note and its files
 */
export interface DeleteTicketNote {
  /**
   * The id of the note
   */
  noteid: number;
}

/**
 * What DeleteTicketNote is called with
 */
export interface DeleteTicketNoteCall {
  /**
   * The id of the note
   */
  noteid: number | `${number}`;
}

/**
 * What DeleteTicketNote answers
 */
export interface DeleteTicketNoteAnswer {}
