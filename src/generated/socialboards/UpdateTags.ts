/** Made by `npm run generate` from schemas/socialboards/UpdateTags.json; changes belong there. */

/**
 * Give a ticket exactly these tags
 */
export interface SocialboardsUpdateTags {
  /**
   * The ticket's id
   */
  ticketId: number;
  /**
   * Names of tags; those that are new are made
   */
  tags: string[] | null;
}
