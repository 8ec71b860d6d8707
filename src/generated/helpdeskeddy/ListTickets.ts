/** Made by `npm run generate` from schemas/helpdeskeddy/ListTickets.json; changes belong there. */

/**
 * List tickets
 */
export interface HelpdeskeddyListTickets {
  /**
   * The page, from 1; a page has 30 tickets
   */
  page?: number;
  /**
   * Words in the title, the number or a message, with or without accents
   */
  search?: string;
  /**
   * Whether search is a complete title, number or unique_id
   */
  exact_search?: boolean;
  /**
   * Only tickets of these clients
   *
   * @maxItems 500
   */
  user_list?: number[];
  /**
   * Only tickets of these staff users; 0 for unassigned tickets
   *
   * @maxItems 500
   */
  owner_list?: number[];
  /**
   * Only tickets with these statuses, by their ids in ListStatuses; open includes every status that waits for staff
   *
   * @maxItems 500
   */
  status_list?: string[];
  /**
   * Only tickets with these priorities, by their ids in ListPriorities
   *
   * @maxItems 500
   */
  priority_list?: number[];
  /**
   * Only tickets with these types, by their ids in ListTypes
   *
   * @maxItems 500
   */
  type_list?: number[];
  /**
   * Only tickets in these departments, by their ids in ListDepartments
   *
   * @maxItems 500
   */
  department_list?: number[];
  /**
   * Only tickets from these sources; all tickets are from system
   *
   * @maxItems 500
   */
  source_list?: string[];
  /**
   * Only postponed tickets, or only those that are not
   */
  freeze?: boolean;
  /**
   * Only deleted tickets; by default only those that are not
   */
  deleted?: boolean;
  /**
   * Only tickets created at or after this time
   */
  from_date_created?: Date;
  /**
   * Only tickets created at or before this time
   */
  to_date_created?: Date;
  /**
   * Only tickets changed at or after this time
   */
  from_date_updated?: Date;
  /**
   * Only tickets changed at or before this time
   */
  to_date_updated?: Date;
  /**
   * The sort order: date_created, date_updated, viewed_by_staff or viewed_by_client, each followed by {asc} or {desc} (the default)
   *
   * @maxItems 4
   */
  order_by?: [] | [string] | [string, string] | [string, string, string] | [string, string, string, string];
}
