/** Made by `npm run generate` from schemas/UpdateAdminNotes.json; changes belong there. */

/**
 * Replace the calling administrator's notes
 */
export interface UpdateAdminNotes {
  /**
   * The new notes
   */
  notes: string;
}

/**
 * What UpdateAdminNotes is called with
 */
export interface UpdateAdminNotesCall {
  /**
   * The new notes
   */
  notes: string;
}

/**
 * What UpdateAdminNotes answers
 */
export interface UpdateAdminNotesAnswer {}
