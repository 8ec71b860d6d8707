/** Made by `npm run generate` from schemas/AddClientNote.json; changes belong there. */

/**
 * Add a note about a client that only staff can see
 */
export interface AddClientNote {
  /**
   * The id of the client
   */
  userid: number;
  /**
   * The note
   */
  notes: string;
  /**
   * Whether to pin the note: it is listed first and shown with the client's details
   */
  sticky?: boolean;
}

/**
 * What AddClientNote is called with
 */
export interface AddClientNoteCall {
  /**
   * The id of the client
   */
  userid: number | `${number}`;
  /**
   * The note
   */
  notes: string;
  /**
   * Whether to pin the note: it is listed first and shown with the client's details
   */
  sticky?: boolean;
}

/**
 * What AddClientNote answers
 */
export interface AddClientNoteAnswer {
  noteid: number;
}
