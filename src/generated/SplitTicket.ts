/** Made by `npm run generate` from schemas/SplitTicket.json; changes belong there. */

/**
 * Move messages of a ticket, with their files, to a new ticket for the same requester. A note in each of the two names the other, and nobody gets a mail
 */
export interface SplitTicket {
  /**
   * The id of the ticket that has the messages
   */
  ticketid: number;
  /**
   * The ids of the replies to move, at most 500: a comma-separated list or an array. The first message of a ticket stays
   *
   * @minItems 1
   */
  messageids: string | [string | number, ...(string | number)[]];
  /**
   * The subject of the new ticket; by default that of the old one
   */
  subject?: string;
  /**
   * The id of its department; by default that of the old one
   */
  deptid?: number;
}

/**
 * What SplitTicket is called with
 */
export interface SplitTicketCall {
  /**
   * The id of the ticket that has the messages
   */
  ticketid: number | `${number}`;
  /**
   * The ids of the replies to move, at most 500: a comma-separated list or an array. The first message of a ticket stays
   */
  messageids: unknown;
  /**
   * The subject of the new ticket; by default that of the old one
   */
  subject?: string;
  /**
   * The id of its department; by default that of the old one
   */
  deptid?: number | `${number}`;
}

/**
 * What SplitTicket answers
 */
export interface SplitTicketAnswer {
  id: number;
  tid: string;
  c: string;
}
