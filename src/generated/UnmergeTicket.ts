/** Made by `npm run generate` from schemas/UnmergeTicket.json; changes belong there. */

/**
 * Take a merge back: the ticket has its messages, notes, files, mails and copies again, as far as they still are at the ticket that it was merged into. What was written since stays there. Older versions of Hatchdesk recorded nothing: such a ticket gets its first message, and what the events that are still kept tell of
 */
export interface UnmergeTicket {
  /**
   * The id of the ticket that was merged into another
   */
  ticketid: number;
}

/**
 * What UnmergeTicket is called with
 */
export interface UnmergeTicketCall {
  /**
   * The id of the ticket that was merged into another
   */
  ticketid: number | `${number}`;
}

/**
 * What UnmergeTicket answers
 */
export interface UnmergeTicketAnswer {
  ticketid: number;
  masterticketid: number;
}
