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

/**
 * What GetTicketAttachment is called with
 */
export interface GetTicketAttachmentCall {
  /**
   * The id of the ticket, reply or note
   */
  relatedid: number | `${number}`;
  /**
   * ticket (its first message), reply or note
   */
  type: string;
  /**
   * Its index there, the first being 0
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
