/** Made by `npm run generate` from schemas/socialboards/UpdateStatus.json; changes belong there. */

/**
 * Set the status of a ticket
 */
export interface SocialboardsUpdateStatus {
  /**
   * The id of the ticket
   */
  ticketId: number;
  /**
   * The status: open, pending, completed, or one of the desk's own
   */
  status: string;
}
