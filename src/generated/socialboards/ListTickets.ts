/** Made by `npm run generate` from schemas/socialboards/ListTickets.json; changes belong there. */

/**
 * List tickets
 */
export interface SocialboardsListTickets {
  /**
   * Only tickets in this category; null for tickets without one
   */
  categoryId?: number | null;
  /**
   * Only tickets with all of these custom field values
   *
   * @maxItems 50
   */
  customFields?: {
    /**
     * The id or name of the field
     */
    key: string;
    /**
     * The value, as answers print it
     */
    value: string;
  }[];
  /**
   * Only tickets created at or after this time
   */
  from?: Date;
  /**
   * The sort order
   */
  orderBy?: 'creation_time_asc' | 'creation_time_desc' | 'last_thread_activity_asc' | 'last_thread_activity_desc';
  /**
   * The number of results to skip
   */
  skip?: number;
  /**
   * Only tickets from this source
   */
  source?: string;
  /**
   * The status: open, pending, completed, or one of the desk's own
   */
  status?: string;
  /**
   * The maximum number of results: 25 by default, at most 50
   */
  take?: number;
  /**
   * Only tickets with these ids
   *
   * @maxItems 1000
   */
  ticketIds?: number[];
  /**
   * Only tickets created at or before this time
   */
  to?: Date;
}
