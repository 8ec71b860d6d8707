/** Made by `npm run generate` from schemas/GetTicketAttachment.json; changes belong there. */

/**
 * Retrieve an attached file
 */
export interface GetTicketAttachment {
  /**
   * The id of the ticket, reply or note
   */
  relatedid: number;
  /**
   * What it belongs to: ticket (its first message), reply or note
   */
  type: string;
  /**
   * The index of the file, counted from 0
   */
  index: number;
}

/**
 * What GetTicketAttachment is called with
 */
export interface GetTicketAttachmentCall {
  /**
   * The id of the ticket, reply or note
   */
  relatedid: number | `${number}`;
  /**
   * What it belongs to: ticket (its first message), reply or note
   */
  type: string;
  /**
   * The index of the file, counted from 0
   */
  index: number | `${number}`;
}

/**
 * What GetTicketAttachment answers
 */
export interface GetTicketAttachmentAnswer {
  filename: string;
  data: string;
}
