/** Made by `npm run generate` from schemas/DeleteService.json; changes belong there. */

/**
 * Delete a service and any request for its cancellation; tickets that refer to it stay
 */
export interface DeleteService {
  /**
   * The id of the service
   */
  serviceid: number;
}

/**
 * What DeleteService is called with
 */
export interface DeleteServiceCall {
  /**
   * The id of the service
   */
  serviceid: number | `${number}`;
}

/**
 * What DeleteService answers
 */
export interface DeleteServiceAnswer {
  serviceid: number;
}
