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
