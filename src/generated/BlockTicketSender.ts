/** Made by `npm run generate` from schemas/BlockTicketSender.json; changes belong there. */

/**
 * Let the guest who opened a ticket open no more tickets and write no more replies
 */
export interface BlockTicketSender {
  /**
   * The ticket's id; the id of a ticket that was merged into another is none
   */
  ticketid: number;
  /**
   * Whether to erase the ticket, too
   */
  delete?: boolean;
}

/**
 * What BlockTicketSender is called with
 */
export interface BlockTicketSenderCall {
  /**
   * The ticket's id; the id of a ticket that was merged into another is none
   */
  ticketid: number | `${number}`;
  /**
   * Whether to erase the ticket, too
   */
  delete?: boolean;
}

/**
 * What BlockTicketSender answers
 */
export interface BlockTicketSenderAnswer {
  deleted?: string;
}
