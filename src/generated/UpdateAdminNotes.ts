/** Made by `npm run generate` from schemas/UpdateAdminNotes.json; changes belong there. */

/**
 * Write the calling administrator's notes
 */
export interface UpdateAdminNotes {
  /**
   * The notes, in place of those there were
   */
  notes: string;
}

/**
 * What UpdateAdminNotes is called with
 */
export interface UpdateAdminNotesCall {
  /**
   * The notes, in place of those there were
   */
  notes: string;
}

/**
 * What UpdateAdminNotes answers
 */
export interface UpdateAdminNotesAnswer {}
