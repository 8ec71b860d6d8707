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
  /**
   * The id of the teammate to whom the ticket is assigned so far; null for nobody. Required if somebody else would lose the ticket
   */
  previousAssigneeId?: string | null;
}
