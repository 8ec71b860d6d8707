/** Made by `npm run generate` from schemas/AddCancelRequest.json; changes belong there. */

/**
 * Request the cancellation of a service; the request is recorded and the service itself stays
 */
export interface AddCancelRequest {
  /**
   * The id of the service
   */
  serviceid: number;
  /**
   * Immediate or End of Billing Period (the default)
   */
  type?: string;
  /**
   * The reason
   */
  reason?: string;
}

/**
 * What AddCancelRequest is called with
 */
export interface AddCancelRequestCall {
  /**
   * The id of the service
   */
  serviceid: number | `${number}`;
  /**
   * Immediate or End of Billing Period (the default)
   */
  type?: string;
  /**
   * The reason
   */
  reason?: string;
}

/**
 * What AddCancelRequest answers
 */
export interface AddCancelRequestAnswer {
  serviceid: number;
  userid: number;
}
