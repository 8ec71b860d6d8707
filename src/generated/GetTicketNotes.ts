/** Made by `npm run generate` from schemas/GetTicketNotes.json; changes belong there. */

/**
 * List the notes of a ticket, oldest first
 */
export interface GetTicketNotes {
  /**
   * The id of the ticket
   */
  ticketid?: number;
  /**
   * The number of the ticket, instead of its id
   */
  ticketnum?: string;
}

/**
 * What GetTicketNotes is called with
 */
export interface GetTicketNotesCall {
  /**
   * The id of the ticket
   */
  ticketid?: number | `${number}`;
  /**
   * The number of the ticket, instead of its id
   */
  ticketnum?: string;
}

/**
 * What GetTicketNotes answers
 */
export interface GetTicketNotesAnswer {
  totalresults: number;
  notes: {
    note: {
      id: number;
      admin: string;
      date: string;
      message: string;
      attachment: string;
      attachments: {
        filename: string;
        index: number;
      }[];
      attachments_removed: boolean;
    }[];
  };
}
