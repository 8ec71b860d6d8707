/** Made by `npm run generate` from schemas/GetTicketAttachment.json; changes belong there. */

/**
 * Retrieve an attached file
 */
export interface GetTicketAttachment {
  /**
   * The id of the ticket, reply or note, or the number of the ticket; required unless ticketnum is sent. A merged ticket still stands for its own first message
   */
  relatedid?: number;
  /**
   * The number of the ticket, instead of its id
   */
  ticketnum?: string;
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
   * The id of the ticket, reply or note, or the number of the ticket; required unless ticketnum is sent. A merged ticket still stands for its own first message
   */
  relatedid?: number | `${number}`;
  /**
   * The number of the ticket, instead of its id
   */
  ticketnum?: string;
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
