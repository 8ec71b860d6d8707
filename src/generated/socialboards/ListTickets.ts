/** Made by `npm run generate` from schemas/socialboards/ListTickets.json; changes belong there. */

/**
 * List tickets
 */
export interface SocialboardsListTickets {
  /**
   * The category they belong to; null for those that belong to none
   */
  categoryId?: number | null;
  /**
   * Custom field values that they have, all of them
   *
   * @maxItems 50
   */
  customFields?: {
    /**
     * The field's id or name
     */
    key: string;
    /**
     * Its value as answers write it
     */
    value: string;
  }[];
  /**
   * When they were created at the earliest
   */
  from?: Date;
  /**
   * Their order
   */
  orderBy?: 'creation_time_asc' | 'creation_time_desc' | 'last_thread_activity_asc' | 'last_thread_activity_desc';
  /**
   * How many to leave out
   */
  skip?: number;
  /**
   * Where they come from
   */
  source?: string;
  /**
   * open, pending, completed, or one of the desk's own
   */
  status?: string;
  /**
   * How many to answer: 25 unless it says otherwise, and at most 50
   */
  take?: number;
  /**
   * The ids among which to look
   *
   * @maxItems 1000
   */
  ticketIds?: number[];
  /**
   * When they were created at the latest
   */
  to?: Date;
}
