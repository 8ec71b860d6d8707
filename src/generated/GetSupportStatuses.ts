/** Made by `npm run generate` from schemas/GetSupportStatuses.json; changes belong there. */

/**
 * List statuses with the number of tickets in each
 */
export interface GetSupportStatuses {
  /**
   * Only count tickets in this department
   */
  deptid?: number;
}

/**
 * What GetSupportStatuses is called with
 */
export interface GetSupportStatusesCall {
  /**
   * Only count tickets in this department
   */
  deptid?: number | `${number}`;
}

/**
 * What GetSupportStatuses answers
 */
export interface GetSupportStatusesAnswer {
  totalresults: number;
  statuses: {
    status: {
      title: string;
      count: number;
      color: string;
    }[];
  };
}
