/** Made by `npm run generate` from schemas/MergeTicket.json; changes belong there. */

/**
 * Merge tickets into one: it takes their messages and notes, and their ids and numbers lead to it from then on
 */
export interface MergeTicket {
  /**
   * The id of the ticket that remains
   */
  ticketid: number;
  /**
   * The ids of the tickets to merge into it, at most 50: a comma-separated list or an array
   *
   * @minItems 1
   */
  mergeticketids: string | [string | number, ...(string | number)[]];
  /**
   * The new subject of the ticket
   */
  newsubject?: string;
}

/**
 * What MergeTicket is called with
 */
export interface MergeTicketCall {
  /**
   * The id of the ticket that remains
   */
  ticketid: number | `${number}`;
  /**
   * The ids of the tickets to merge into it, at most 50: a comma-separated list or an array
   */
  mergeticketids: unknown;
  /**
   * The new subject of the ticket
   */
  newsubject?: string;
}

/**
 * What MergeTicket answers
 */
export interface MergeTicketAnswer {
  ticketid: number;
}
