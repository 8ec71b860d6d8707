/** Made by `npm run generate` from schemas/GetTicketNotes.json; changes belong there. */

/**
 * The notes of a ticket in the order in which they were written
 */
export interface GetTicketNotes {
  /**
   * The ticket's id
   */
  ticketid?: number;
  /**
   * The ticket's number, instead of its id
   */
  ticketnum?: string;
}

/**
 * What GetTicketNotes is called with
 */
export interface GetTicketNotesCall {
  /**
   * The ticket's id
   */
  ticketid?: number | `${number}`;
  /**
   * The ticket's number, instead of its id
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
