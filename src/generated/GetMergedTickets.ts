/** Made by `npm run generate` from schemas/GetMergedTickets.json; changes belong there. */

/**
 * List the tickets that were merged into a ticket, and how many messages and notes each has brought. Older versions of Hatchdesk recorded neither the time nor these numbers
 */
export interface GetMergedTickets {
  /**
   * The id of the ticket; the id of a merged ticket stands for the one that it leads to
   */
  ticketid: number;
}

/**
 * What GetMergedTickets is called with
 */
export interface GetMergedTicketsCall {
  /**
   * The id of the ticket; the id of a merged ticket stands for the one that it leads to
   */
  ticketid: number | `${number}`;
}

/**
 * What GetMergedTickets answers
 */
export interface GetMergedTicketsAnswer {
  ticketid: number;
  tickets: {
    ticket: {
      id: number;
      tid: string;
      subject: string;
      name: string;
      email: string;
      merged: string;
      admin: string;
      messages: number;
      notes: number;
      recorded: boolean;
    }[];
  };
}
