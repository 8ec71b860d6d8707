/** Made by `npm run generate` from schemas/GetStatuses.json; changes belong there. */

/**
 * List all ticket statuses with their settings, in their order
 */
export interface GetStatuses {
  /**
   * Only the one with this id
   */
  statusid?: number;
}

/**
 * What GetStatuses is called with
 */
export interface GetStatusesCall {
  /**
   * Only the one with this id
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
