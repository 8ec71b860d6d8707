/** Made by `npm run generate` from schemas/SetTicketPresence.json; changes belong there. */

/**
 * Tell others that the calling administrator is looking at a ticket, is writing in it, or has left it
 */
export interface SetTicketPresence {
  /**
   * The ticket's id
   */
  ticketid: number;
  /**
   * viewing holds for 45 seconds: repeat it every 20. typing holds for 12 seconds, and counts as viewing after that. away ends both
   */
  state: 'viewing' | 'typing' | 'away';
}

/**
 * What SetTicketPresence is called with
 */
export interface SetTicketPresenceCall {
  /**
   * The ticket's id
   */
  ticketid: number | `${number}`;
  /**
   * viewing holds for 45 seconds: repeat it every 20. typing holds for 12 seconds, and counts as viewing after that. away ends both
   */
  state: string;
}

/**
 * What SetTicketPresence answers
 */
export interface SetTicketPresenceAnswer {
  ticketid: number;
  state: string;
  expires?: string;
}
