/** Made by `npm run generate` from schemas/GetTicketPredefinedReplies.json; changes belong there. */

/**
 * The predefined replies in their order
 */
export interface GetTicketPredefinedReplies {
  /**
   * The category whose replies are wanted; without it, all
   */
  catid?: number;
}
