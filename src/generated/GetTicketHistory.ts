/** Made by `npm run generate` from schemas/GetTicketHistory.json; changes belong there. */

/**
 * List what has happened to a ticket besides its messages and notes, newest first: who changed what, from what to what
 */
export interface GetTicketHistory {
  /**
   * The number of results to skip
   */
  limitstart?: number;
  /**
   * The maximum number of results; 25 by default
   */
  limitnum?: number;
  /**
   * The id of the ticket
   */
  ticketid?: number;
  /**
   * The number of the ticket, instead of its id
   */
  ticketnum?: string;
  /**
   * Only what happened at or after this time
   */
  since?: Date;
  /**
   * Only what happened before this time
   */
  until?: Date;
}

/**
 * What GetTicketHistory is called with
 */
export interface GetTicketHistoryCall {
  /**
   * The number of results to skip
   */
  limitstart?: number | `${number}`;
  /**
   * The maximum number of results; 25 by default
   */
  limitnum?: number | `${number}`;
  /**
   * The id of the ticket
   */
  ticketid?: number | `${number}`;
  /**
   * The number of the ticket, instead of its id
   */
  ticketnum?: string;
  /**
   * Only what happened at or after this time
   */
  since?: string | Date;
  /**
   * Only what happened before this time
   */
  until?: string | Date;
}

/**
 * What GetTicketHistory answers
 */
export interface GetTicketHistoryAnswer {
  totalresults: number;
  startnumber: number;
  numreturned: number;
  history: {
    entry: {
      id: number;
      ticketid: number;
      date: string;
      what: string;
      adminid: number;
      clientid: number;
      name: string;
      tickets: {
        ticket: {
          ticketid: number;
          tid: string;
          deleted: boolean;
        }[];
      };
      changes: {
        change: {
          name: string;
          from: string;
          to: string;
        }[];
      };
    }[];
  };
}
