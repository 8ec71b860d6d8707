/** Made by `npm run generate` from schemas/pages/SeeTicket.json; changes belong there. */

/**
 * Note that a client has seen our answer, so that lists no longer mark it
 */
export interface PagesSeeTicket {
  /**
   * The number of the ticket
   */
  ticketnum: string;
}
