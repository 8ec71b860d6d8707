/** Made by `npm run generate` from schemas/DeleteTicketView.json; changes belong there. */

/**
 * Delete a saved view of your own or a shared one
 */
export interface DeleteTicketView {
  /**
   * The id of the view
   */
  viewid: number;
}

/**
 * What DeleteTicketView is called with
 */
export interface DeleteTicketViewCall {
  /**
   * The id of the view
   */
  viewid: number | `${number}`;
}

/**
 * What DeleteTicketView answers
 */
export interface DeleteTicketViewAnswer {
  viewid: number;
}
