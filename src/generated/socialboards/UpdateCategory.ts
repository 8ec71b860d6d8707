/** Made by `npm run generate` from schemas/socialboards/UpdateCategory.json; changes belong there. */

/**
 * Put a ticket into a category, or into none
 */
export interface SocialboardsUpdateCategory {
  /**
   * The ticket's id
   */
  ticketId: number;
  /**
   * The category it is to belong to; null or nothing for none
   */
  categoryId?: number | null;
}
