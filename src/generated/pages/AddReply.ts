/** Made by `npm run generate` from schemas/pages/AddReply.json; changes belong there. */

/**
 * Reply to a ticket on its page
 */
export interface PagesAddReply {
  /**
   * The number of the ticket
   */
  ticketnum: string;
  /**
   * The reply, in plain text
   */
  message: string;
  /**
   * Files, as parts of a multipart form
   */
  files?: {
    filename: string;
    data: Buffer;
  }[];
}
