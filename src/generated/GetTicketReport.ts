/** Made by `npm run generate` from schemas/GetTicketReport.json; changes belong there. */

/**
 * Report on the tickets of some days: how many were opened, answered and closed, how long the first reply and the closing took (in seconds), and how many stayed open. Deleted and merged tickets are left out, and a ticket counts on the day of its last closing
 */
export interface GetTicketReport {
  /**
   * The first day, such as 2027-01-31; 29 days before the last by default
   */
  from?: Date;
  /**
   * The last day; today by default. Days that have not begun are left out
   */
  to?: Date;
  /**
   * What a row is about: a day (by default), a department or a person. Tickets count for the department and the administrator that they have now, replies for their author
   */
  by?: 'day' | 'department' | 'person';
  /**
   * Only tickets of these departments: a comma-separated list or an array
   *
   * @maxItems 500
   */
  deptids?: string | (string | number)[];
}

/**
 * What GetTicketReport is called with
 */
export interface GetTicketReportCall {
  /**
   * The first day, such as 2027-01-31; 29 days before the last by default
   */
  from?: string | Date;
  /**
   * The last day; today by default. Days that have not begun are left out
   */
  to?: string | Date;
  /**
   * What a row is about: a day (by default), a department or a person. Tickets count for the department and the administrator that they have now, replies for their author
   */
  by?: string;
  /**
   * Only tickets of these departments: a comma-separated list or an array
   */
  deptids?: unknown;
}

/**
 * What GetTicketReport answers
 */
export interface GetTicketReportAnswer {
  from: string;
  to: string;
  timezone: string;
  by: string;
  total: {
    opened: number;
    answered: number;
    closed: number;
    backlog: number;
    firstreplies: number;
    firstreplymedian?: number;
    firstreplyp90?: number;
    closemedian?: number;
    closep90?: number;
  };
  rows: {
    row: {
      key: string;
      name: string;
      opened: number;
      answered: number;
      closed: number;
      backlog: number;
      firstreplies: number;
      firstreplymedian?: number;
      firstreplyp90?: number;
      closemedian?: number;
      closep90?: number;
    }[];
  };
}
