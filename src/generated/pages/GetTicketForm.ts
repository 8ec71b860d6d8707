/** Made by `npm run generate` from schemas/pages/GetTicketForm.json; changes belong there. */

/**
 * Retrieve what the form for a new ticket offers
 */
export interface PagesGetTicketForm {
  /**
   * The id of the department; by default the only one that there is
   */
  deptid?: number;
  /**
   * The code of the language for names, such as de
   */
  language?: string;
}
