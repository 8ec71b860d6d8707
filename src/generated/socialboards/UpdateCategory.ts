/** Made by `npm run generate` from schemas/socialboards/UpdateCategory.json; changes belong there. */

/**
 * Set the category of a ticket, or remove it
 */
export interface SocialboardsUpdateCategory {
  /**
   * The id of the ticket
   */
  ticketId: number;
  /**
   * The id of the category; null or omitted for none
   */
  categoryId?: number | null;
}
