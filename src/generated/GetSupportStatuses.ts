/** Made by `npm run generate` from schemas/GetSupportStatuses.json; changes belong there. */

/**
 * The statuses and how many tickets each has
 */
export interface GetSupportStatuses {
  /**
   * Only count the tickets of this department
   */
  deptid?: number;
}

/**
 * What GetSupportStatuses is called with
 */
export interface GetSupportStatusesCall {
  /**
   * Only count the tickets of this department
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
