/** Made by `npm run generate` from schemas/pages/SaveDraft.json; changes belong there. */

/**
 * Keep a reply that is not sent yet, for the page of its ticket
 */
export interface PagesSaveDraft {
  /**
   * The number of the ticket
   */
  ticketnum: string;
  /**
   * What is written so far; the draft is removed if it is blank or omitted
   */
  message?: string;
}
