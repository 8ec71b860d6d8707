/** Made by `npm run generate` from schemas/MergeTicket.json; changes belong there. */

/**
 * Merge tickets into one: their messages and notes move there, and their ids and numbers answer as it from then on
 */
export interface MergeTicket {
  /**
   * The id of the ticket that stays
   */
  ticketid: number;
  /**
   * The ids of the tickets that become part of it, at most 50: with commas between, or a list
   *
   * @minItems 1
   */
  mergeticketids: string | [string | number, ...(string | number)[]];
  /**
   * The subject that it has from then on
   */
  newsubject?: string;
}

/**
 * What MergeTicket is called with
 */
export interface MergeTicketCall {
  /**
   * The id of the ticket that stays
   */
  ticketid: number | `${number}`;
  /**
   * The ids of the tickets that become part of it, at most 50: with commas between, or a list
   */
  mergeticketids: unknown;
  /**
   * The subject that it has from then on
   */
  newsubject?: string;
}

/**
 * What MergeTicket answers
 */
export interface MergeTicketAnswer {
  ticketid: number;
}
