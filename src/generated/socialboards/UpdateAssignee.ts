/** Made by `npm run generate` from schemas/socialboards/UpdateAssignee.json; changes belong there. */

/**
 * Assign a ticket to a teammate, or unassign it
 */
export interface SocialboardsUpdateAssignee {
  /**
   * The id of the ticket
   */
  ticketId: number;
  /**
   * The id of the teammate to assign the ticket to; null for nobody
   */
  assigneeId: string | null;
}
