/** Made by `npm run generate` from schemas/BlockTicketSender.json; changes belong there. */

/**
 * Block the guest who opened a ticket from opening tickets and replying
 */
export interface BlockTicketSender {
  /**
   * The id of the ticket; the id of a ticket that was merged into another is not found
   */
  ticketid: number;
  /**
   * Whether to delete the ticket, too
   */
  delete?: boolean;
}

/**
 * What BlockTicketSender is called with
 */
export interface BlockTicketSenderCall {
  /**
   * The id of the ticket; the id of a ticket that was merged into another is not found
   */
  ticketid: number | `${number}`;
  /**
   * Whether to delete the ticket, too
   */
  delete?: boolean;
}

/**
 * What BlockTicketSender answers
 */
export interface BlockTicketSenderAnswer {
  deleted: string;
}
