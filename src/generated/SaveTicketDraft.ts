/** Made by `npm run generate` from schemas/SaveTicketDraft.json; changes belong there. */

/**
 * Keep what the calling administrator has begun to write to a ticket, for thirty days, in place of what was kept before
 */
export interface SaveTicketDraft {
  /**
   * The id of the ticket
   */
  ticketid?: number;
  /**
   * The number of the ticket, instead of its id
   */
  ticketnum?: string;
  /**
   * What is written: a reply or a note; a reply by default
   */
  kind?: 'reply' | 'note';
  /**
   * What is written so far; the draft is removed if it is blank or omitted
   */
  message?: string;
}

/**
 * What SaveTicketDraft is called with
 */
export interface SaveTicketDraftCall {
  /**
   * The id of the ticket
   */
  ticketid?: number | `${number}`;
  /**
   * The number of the ticket, instead of its id
   */
  ticketnum?: string;
  /**
   * What is written: a reply or a note; a reply by default
   */
  kind?: string;
  /**
   * What is written so far; the draft is removed if it is blank or omitted
   */
  message?: string;
}

/**
 * What SaveTicketDraft answers
 */
export interface SaveTicketDraftAnswer {}
