/** Made by `npm run generate` from schemas/GetTicketPresence.json; changes belong there. */

/**
 * List who is looking at which ticket right now, and who is writing, in the departments of the caller
 */
export interface GetTicketPresence {
  /**
   * Only at these tickets: their ids separated by commas. By default, at all tickets
   *
   * @maxItems 500
   */
  ticketids?: string | (string | number)[];
}

/**
 * What GetTicketPresence is called with
 */
export interface GetTicketPresenceCall {
  /**
   * Only at these tickets: their ids separated by commas. By default, at all tickets
   */
  ticketids?: unknown;
}

/**
 * What GetTicketPresence answers
 */
export interface GetTicketPresenceAnswer {
  totalresults: number;
  people: {
    person: {
      ticketid: number;
      adminid: number;
      name: string;
      state: string;
      since: string;
      expires: string;
    }[];
  };
}
