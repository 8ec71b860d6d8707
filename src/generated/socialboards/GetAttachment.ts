/** Made by `npm run generate` from schemas/socialboards/GetAttachment.json; changes belong there. */

/**
 * Get a file of a ticket or of a reply to it
 */
export interface SocialboardsGetAttachment {
  /**
   * The ticket's id
   */
  ticketId: number;
  /**
   * The file's id
   */
  attachmentId: number;
}
