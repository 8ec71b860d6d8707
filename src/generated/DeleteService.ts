/** Made by `npm run generate` from schemas/DeleteService.json; changes belong there. */

/**
 * Delete a service with a request for its cancellation; tickets about it stay and are about nothing
 */
export interface DeleteService {
  /**
   * The service's id
   */
  serviceid: number;
}

/**
 * What DeleteService is called with
 */
export interface DeleteServiceCall {
  /**
   * The service's id
   */
  serviceid: number | `${number}`;
}

/**
 * What DeleteService answers
 */
export interface DeleteServiceAnswer {
  serviceid: number;
}
