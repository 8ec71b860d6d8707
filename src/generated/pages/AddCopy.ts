/** Made by `npm run generate` from schemas/pages/AddCopy.json; changes belong there. */

/**
 * Let somebody get copies of the mail about a ticket, on its page
 */
export interface PagesAddCopy {
  /**
   * The number of the ticket
   */
  ticketnum: string;
  /**
   * The address
   */
  email: string;
}
