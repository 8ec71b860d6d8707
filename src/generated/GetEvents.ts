/** Made by `npm run generate` from schemas/GetEvents.json; changes belong there. */

/**
 * Read what has happened on the desk, in order, from where the last call ended
 */
export interface GetEvents {
  /**
   * The sequence of the last event that you know: next of the last answer. 0, the default, begins with the oldest event that is kept
   */
  since?: number;
  /**
   * The most events to return; 100 by default
   */
  limit?: number;
  /**
   * Only these events, such as TicketOpen,TicketClose; * or 0 for all, the default
   *
   * @maxItems 500
   */
  events?: string | (string | number)[];
  /**
   * Only events of this ticket. The id of a merged ticket finds those of the ticket that it was merged into, too
   */
  ticketid?: number;
  /**
   * Only events of tickets that were in this department
   */
  deptid?: number;
}

/**
 * What GetEvents is called with
 */
export interface GetEventsCall {
  /**
   * The sequence of the last event that you know: next of the last answer. 0, the default, begins with the oldest event that is kept
   */
  since?: number | `${number}`;
  /**
   * The most events to return; 100 by default
   */
  limit?: number | `${number}`;
  /**
   * Only these events, such as TicketOpen,TicketClose; * or 0 for all, the default
   */
  events?: unknown;
  /**
   * Only events of this ticket. The id of a merged ticket finds those of the ticket that it was merged into, too
   */
  ticketid?: number | `${number}`;
  /**
   * Only events of tickets that were in this department
   */
  deptid?: number | `${number}`;
}

/**
 * What GetEvents answers
 */
export interface GetEventsAnswer {
  numreturned: number;
  next: number;
  more: boolean;
  first: number;
  last: number;
  events: {
    event: {
      id: string;
      type: string;
      sequence: number;
      timestamp: string;
      version: number;
      data: {
        [k: string]:
          | string
          | number
          | boolean
          | {
              [k: string]: unknown;
            }
          | unknown[];
      };
      ticket:
        | {
            id: number;
            tid: string;
            deptid: number;
            deptname: string;
            userid: number;
            contactid: number;
            name: string;
            email: string;
            cc: string;
            subject: string;
            status: string;
            priority: string;
            admin: string;
            flag: number;
            service: string;
            date: string;
            lastreply: string;
          }
        | string;
    }[];
  };
}
