/** Made by `npm run generate` from schemas/socialboards/UpdateTags.json; changes belong there. */

/**
 * Replace the tags of a ticket
 */
export interface SocialboardsUpdateTags {
  /**
   * The id of the ticket
   */
  ticketId: number;
  /**
   * The names of the tags; new ones are created
   */
  tags: string[] | null;
}
