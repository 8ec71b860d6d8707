/** Made by `npm run generate` from schemas/AddClientNote.json; changes belong there. */

/**
 * Add a note about a client, which only staff can see
 */
export interface AddClientNote {
  /**
   * The client's id
   */
  userid: number;
  /**
   * The note
   */
  notes: string;
  /**
   * Whether it stays above the others and is shown wherever the client's data is
   */
  sticky?: boolean;
}

/**
 * What AddClientNote is called with
 */
export interface AddClientNoteCall {
  /**
   * The client's id
   */
  userid: number | `${number}`;
  /**
   * The note
   */
  notes: string;
  /**
   * Whether it stays above the others and is shown wherever the client's data is
   */
  sticky?: boolean;
}

/**
 * What AddClientNote answers
 */
export interface AddClientNoteAnswer {
  noteid: number;
}
