/** Made by `npm run generate` from schemas/GetTicketViews.json; changes belong there. */

/**
 * List the views of tickets that the caller sees: those that everybody has, a view for each department and each status, and saved views
 */
export interface GetTicketViews {
  /**
   * Only the view with this id, such as mine, open, dept-1, status-2 or 17
   */
  viewid?: string;
  /**
   * Whether to count the tickets of each view, exactly and at the same moment. A view that cannot be counted has a problem instead
   */
  counts?: boolean;
}

/**
 * What GetTicketViews is called with
 */
export interface GetTicketViewsCall {
  /**
   * Only the view with this id, such as mine, open, dept-1, status-2 or 17
   */
  viewid?: string;
  /**
   * Whether to count the tickets of each view, exactly and at the same moment. A view that cannot be counted has a problem instead
   */
  counts?: boolean;
}

/**
 * What GetTicketViews answers
 */
export interface GetTicketViewsAnswer {
  totalresults: number;
  views: {
    view: {
      id: string;
      kind: string;
      name: string;
      query: string;
      columns: string[];
      orderby: string;
      order: string;
      shared: boolean;
      deptids: number[];
      own: boolean;
      sortorder: number;
      count?: number;
      problem?: string;
    }[];
  };
}
