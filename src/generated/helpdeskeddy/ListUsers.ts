/** Made by `npm run generate` from schemas/helpdeskeddy/ListUsers.json; changes belong there. */

/**
 * List clients and staff users
 */
export interface HelpdeskeddyListUsers {
  /**
   * The page, from 1; a page has 30 results
   */
  page?: number;
  /**
   * Only users whose name, company, user name, e-mail address or telephone number contains this, with or without accents
   */
  search?: string;
  /**
   * Whether search is a complete name, company, user name, e-mail address or telephone number
   */
  exact_search?: boolean;
  /**
   * Only users in these groups, by their ids in ListGroups
   *
   * @maxItems 500
   */
  group_list?: number[];
  /**
   * Only these users
   *
   * @maxItems 500
   */
  id_list?: number[];
  /**
   * Only users of these organizations; there are none
   *
   * @maxItems 500
   */
  organization_list?: number[];
  /**
   * Only staff users who work in these departments, by their ids in ListDepartments
   *
   * @maxItems 500
   */
  department_list?: number[];
  /**
   * Only users with these statuses: active, inactive, disabled
   *
   * @maxItems 500
   */
  status_list?: string[];
  /**
   * Only users who are online, or offline
   */
  user_status?: 'online' | 'offline';
  /**
   * Only users added at or after this time
   */
  from_date_created?: Date;
  /**
   * Only users added at or before this time
   */
  to_date_created?: Date;
  /**
   * Only users changed at or after this time
   */
  from_date_updated?: Date;
  /**
   * Only users changed at or before this time
   */
  to_date_updated?: Date;
  /**
   * The sort order: name, date_created or date_updated, each followed by {asc} (the default) or {desc}
   *
   * @maxItems 3
   */
  order_by?: [] | [string] | [string, string] | [string, string, string];
  /**
   * Only clients (user) or staff users (staff)
   */
  type?: 'user' | 'staff';
}
