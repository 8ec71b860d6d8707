/** Made by `npm run generate` from schemas/AddTicketView.json; changes belong there. */

/**
 * Save a search of tickets as a view
 */
export interface AddTicketView {
  /**
   * The name
   */
  name: string;
  /**
   * What it lists, as the parameter query of GetTickets
   */
  query: string;
  /**
   * What its list shows, in this order: number, requester, department, status, priority, age, assignee, tags, updated, lastmessage, due, snoozed. By default what every list shows
   *
   * @maxItems 500
   */
  columns?: string | (string | number)[];
  /**
   * The sort order, as in GetTickets; lastreply by default
   */
  orderby?: string;
  /**
   * The sort direction: ASC, or DESC by default
   */
  order?: string;
  /**
   * Whether others see it too. What a program adds is always shared
   */
  shared?: boolean;
  /**
   * The ids of departments whose administrators see it once it is shared; everybody by default
   *
   * @maxItems 500
   */
  deptids?: string | (string | number)[];
  /**
   * The position among the saved views; last by default
   */
  sortorder?: number;
}

/**
 * What AddTicketView is called with
 */
export interface AddTicketViewCall {
  /**
   * The name
   */
  name: string;
  /**
   * What it lists, as the parameter query of GetTickets
   */
  query: string;
  /**
   * What its list shows, in this order: number, requester, department, status, priority, age, assignee, tags, updated, lastmessage, due, snoozed. By default what every list shows
   */
  columns?: unknown;
  /**
   * The sort order, as in GetTickets; lastreply by default
   */
  orderby?: string;
  /**
   * The sort direction: ASC, or DESC by default
   */
  order?: string;
  /**
   * Whether others see it too. What a program adds is always shared
   */
  shared?: boolean;
  /**
   * The ids of departments whose administrators see it once it is shared; everybody by default
   */
  deptids?: unknown;
  /**
   * The position among the saved views; last by default
   */
  sortorder?: number | `${number}`;
}

/**
 * What AddTicketView answers
 */
export interface AddTicketViewAnswer {
  viewid: number;
}
