/** Made by `npm run generate` from schemas/AddTicketNote.json; changes belong there. */

/**
 * Add a note to a ticket that only staff can see
 */
export interface AddTicketNote {
  /**
   * The id of the ticket
   */
  ticketid?: number;
  /**
   * The number of the ticket, instead of its id
   */
  ticketnum?: string;
  /**
   * The note
   */
  message: string;
  /**
   * Whether the message is Markdown
   */
  markdown?: boolean;
  /**
   * Files: base64 of a JSON list of {name, data}, parts of a multipart form, or nested form keys
   */
  attachments?: {
    filename: string;
    data: Buffer;
  }[];
  /**
   * When the note was written: ISO 8601 or YYYY-MM-DD HH:mm:ss, not in the future
   */
  created?: Date;
}

/**
 * What AddTicketNote is called with
 */
export interface AddTicketNoteCall {
  /**
   * The id of the ticket
   */
  ticketid?: number | `${number}`;
  /**
   * The number of the ticket, instead of its id
   */
  ticketnum?: string;
  /**
   * The note
   */
  message: string;
  /**
   * Whether the message is Markdown
   */
  markdown?: boolean;
  /**
   * Files: base64 of a JSON list of {name, data}, parts of a multipart form, or nested form keys
   */
  attachments?: {name?: string; filename?: string; data: string | Buffer}[] | string;
  /**
   * When the note was written: ISO 8601 or YYYY-MM-DD HH:mm:ss, not in the future
   */
  created?: string;
}

/**
 * What AddTicketNote answers
 */
export interface AddTicketNoteAnswer {
  noteid: number;
}
