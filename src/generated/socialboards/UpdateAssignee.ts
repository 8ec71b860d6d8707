/** Made by `npm run generate` from schemas/socialboards/UpdateAssignee.json; changes belong there. */

/**
 * Assign a ticket to a teammate, or to nobody
 */
export interface SocialboardsUpdateAssignee {
  /**
   * The ticket's id
   */
  ticketId: number;
  /**
   * The teammate who is to have it; null for nobody
   */
  assigneeId: string | null;
}
