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
