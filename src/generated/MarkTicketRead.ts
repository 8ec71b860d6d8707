/** Made by `npm run generate` from schemas/MarkTicketRead.json; changes belong there. */

/**
 * Note that the calling administrator has seen a ticket, so that lists no longer mark it as unread to them
 */
export interface MarkTicketRead {
  /**
   * The ticket's id
   */
  ticketid?: number;
  /**
   * The number of the ticket, instead of its id
   */
  ticketnum?: string;
}

/**
 * What MarkTicketRead is called with
 */
export interface MarkTicketReadCall {
  /**
   * The ticket's id
   */
  ticketid?: number | `${number}`;
  /**
   * The number of the ticket, instead of its id
   */
  ticketnum?: string;
}

/**
 * What MarkTicketRead answers
 */
export interface MarkTicketReadAnswer {
  ticketid: number;
}
