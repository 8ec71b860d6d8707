/** Made by `npm run generate` from schemas/socialboards/CreateReply.json; changes belong there. */

/**
 * Reply to a ticket
 */
export interface SocialboardsCreateReply {
  /**
   * The id of the ticket
   */
  ticketId: number;
  /**
   * Links to files; they are stored and never fetched
   */
  attachments?: {
    /**
     * The URL of the file: http or https
     */
    url: string;
    /**
     * The name of the file; by default, the last part of the URL
     */
    name: string;
  }[];
  /**
   * Who replies: a teammate or the ticket's author; by default, the teammate behind the token
   */
  author?: {
    /**
     * Their e-mail address
     */
    email: string;
  };
  /**
   * Whether the reply is a draft that only the team can see
   */
  isDraft?: boolean;
  /**
   * Whether the message is HTML; true by default
   */
  isHtml?: boolean;
  /**
   * Whether to complete the ticket, too
   */
  isTicketNeededToBeCompleted?: boolean;
  /**
   * The message
   */
  message: string;
  /**
   * The id of the reply that it answers
   */
  parentReplyId?: number | null;
  /**
   * Whether the status of the ticket stays as it is, unless isTicketNeededToBeCompleted completes it
   */
  suppressTicketStatusAutoupdate?: boolean;
}
