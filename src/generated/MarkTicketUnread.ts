/** Made by `npm run generate` from schemas/MarkTicketUnread.json; changes belong there. */

/**
 * Mark a ticket as unread to the calling administrator, whatever they have seen
 */
export interface MarkTicketUnread {
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
 * What MarkTicketUnread is called with
 */
export interface MarkTicketUnreadCall {
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
 * What MarkTicketUnread answers
 */
export interface MarkTicketUnreadAnswer {
  ticketid: number;
}
