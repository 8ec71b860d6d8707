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
  /**
   * Whether to remove what the calling administrator has kept with SaveTicketDraft as a note
   */
  removedraft?: boolean;
  /**
   * The newest reply that the writer had seen, or 0 for none. If somebody else has replied since, the call is refused
   */
  seenreplyid?: number;
  /**
   * The newest note that the writer had seen, or 0 for none. If somebody else has added one since, the call is refused
   */
  seennoteid?: number;
  /**
   * The ticket's status when the writer saw it. If it has been closed since, the call is refused
   */
  seenstatus?: string;
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
  attachments?: {name?: string; filename?: string; data: string | ArrayBuffer | ArrayBufferView}[] | string;
  /**
   * When the note was written: ISO 8601 or YYYY-MM-DD HH:mm:ss, not in the future
   */
  created?: string | Date;
  /**
   * Whether to remove what the calling administrator has kept with SaveTicketDraft as a note
   */
  removedraft?: boolean;
  /**
   * The newest reply that the writer had seen, or 0 for none. If somebody else has replied since, the call is refused
   */
  seenreplyid?: number | `${number}`;
  /**
   * The newest note that the writer had seen, or 0 for none. If somebody else has added one since, the call is refused
   */
  seennoteid?: number | `${number}`;
  /**
   * The ticket's status when the writer saw it. If it has been closed since, the call is refused
   */
  seenstatus?: string;
}

/**
 * What AddTicketNote answers
 */
export interface AddTicketNoteAnswer {
  noteid: number;
}
