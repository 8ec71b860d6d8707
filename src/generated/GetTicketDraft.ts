/** Made by `npm run generate` from schemas/GetTicketDraft.json; changes belong there. */

/**
 * Retrieve what the calling administrator has begun to write to a ticket
 */
export interface GetTicketDraft {
  /**
   * The id of the ticket
   */
  ticketid?: number;
  /**
   * The number of the ticket, instead of its id
   */
  ticketnum?: string;
}

/**
 * What GetTicketDraft is called with
 */
export interface GetTicketDraftCall {
  /**
   * The id of the ticket
   */
  ticketid?: number | `${number}`;
  /**
   * The number of the ticket, instead of its id
   */
  ticketnum?: string;
}

/**
 * What GetTicketDraft answers
 */
export interface GetTicketDraftAnswer {
  drafts: {
    draft: {
      kind: string;
      message: string;
      date: string;
    }[];
  };
}
