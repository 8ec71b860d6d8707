/** Made by `npm run generate` from schemas/socialboards/CreateReply.json; changes belong there. */

/**
 * Reply to a ticket
 */
export interface SocialboardsCreateReply {
  /**
   * The ticket's id
   */
  ticketId: number;
  /**
   * Links to files, which are kept and never fetched
   */
  attachments?: {
    /**
     * Where the file lies: http or https
     */
    url: string;
    /**
     * What it is called; the last part of the address without one
     */
    name: string;
  }[];
  /**
   * Who replies: a teammate or the ticket's author; the teammate behind the token without one
   */
  author?: {
    /**
     * Their e-mail address
     */
    email: string;
  };
  /**
   * Whether only the team sees it yet
   */
  isDraft?: boolean;
  /**
   * Whether the message is HTML, which it is unless this is false
   */
  isHtml?: boolean;
  /**
   * Whether the ticket is completed with it
   */
  isTicketNeededToBeCompleted?: boolean;
  /**
   * What is written
   */
  message: string;
  /**
   * The reply that it answers
   */
  parentReplyId?: number | null;
}
