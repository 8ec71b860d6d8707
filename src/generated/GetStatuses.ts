/** Made by `npm run generate` from schemas/GetStatuses.json; changes belong there. */

/**
 * All statuses of tickets with their settings, in their order
 */
export interface GetStatuses {
  /**
   * Only this one
   */
  statusid?: number;
}

/**
 * What GetStatuses is called with
 */
export interface GetStatusesCall {
  /**
   * Only this one
   */
  statusid?: number | `${number}`;
}

/**
 * What GetStatuses answers
 */
export interface GetStatusesAnswer {
  totalresults: number;
  statuses: {
    status: {
      id: number;
      title: string;
      color: string;
      active: boolean;
      awaitingreply: boolean;
      closed: boolean;
      autoclose: boolean;
      slug: string;
      sortorder: number;
    }[];
  };
}
