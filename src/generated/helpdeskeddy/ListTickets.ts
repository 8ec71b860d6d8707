/** Made by `npm run generate` from schemas/helpdeskeddy/ListTickets.json; changes belong there. */

/**
 * A page of tickets
 */
export interface HelpdeskeddyListTickets {
  /**
   * From 1; a page has 30 tickets
   */
  page?: number;
  /**
   * Words of the title, the number or a message
   */
  search?: string;
  /**
   * Whether search is a whole title, number or unique_id
   */
  exact_search?: boolean;
  /**
   * Clients
   *
   * @maxItems 500
   */
  user_list?: number[];
  /**
   * Staff users; 0 for tickets of nobody
   *
   * @maxItems 500
   */
  owner_list?: number[];
  /**
   * Statuses, as ListStatuses calls them
   *
   * @maxItems 500
   */
  status_list?: string[];
  /**
   * Priorities, as ListPriorities numbers them
   *
   * @maxItems 500
   */
  priority_list?: number[];
  /**
   * Types, as ListTypes numbers them
   *
   * @maxItems 500
   */
  type_list?: number[];
  /**
   * Only those that are put off until later, or only those that are not
   */
  freeze?: boolean;
  /**
   * Only deleted ones; otherwise only those that are not
   */
  deleted?: boolean;
  /**
   * Created then or later
   */
  from_date_created?: Date;
  /**
   * Created then or earlier
   */
  to_date_created?: Date;
  /**
   * Changed then or later
   */
  from_date_updated?: Date;
  /**
   * Changed then or earlier
   */
  to_date_updated?: Date;
  /**
   * date_created, date_updated, viewed_by_staff or viewed_by_client, each with {asc} or {desc}, which is meant without either
   *
   * @maxItems 4
   */
  order_by?: [] | [string] | [string, string] | [string, string, string] | [string, string, string, string];
}
