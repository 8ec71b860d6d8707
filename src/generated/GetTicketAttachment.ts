/** Made by `npm run generate` from schemas/GetTicketAttachment.json; changes belong there. */

/**
 * One attached file
 */
export interface GetTicketAttachment {
  /**
   * The id of the ticket, reply or note
   */
  relatedid: number;
  /**
   * ticket (its first message), reply or note
   */
  type: string;
  /**
   * Its index there, the first being 0
   */
  index: number;
}
