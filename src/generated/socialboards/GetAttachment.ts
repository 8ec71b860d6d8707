/** Made by `npm run generate` from schemas/socialboards/GetAttachment.json; changes belong there. */

/**
 * Download a file of a ticket or a reply
 */
export interface SocialboardsGetAttachment {
  /**
   * The id of the ticket
   */
  ticketId: number;
  /**
   * The id of the file
   */
  attachmentId: number;
}
