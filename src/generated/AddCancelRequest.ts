/** Made by `npm run generate` from schemas/AddCancelRequest.json; changes belong there. */

/**
 * Ask for the cancellation of a service; nothing is cancelled by it
 */
export interface AddCancelRequest {
  /**
   * The service's id
   */
  serviceid: number;
  /**
   * Immediate, or End of Billing Period, which it is without one
   */
  type?: string;
  /**
   * Why
   */
  reason?: string;
}

/**
 * What AddCancelRequest is called with
 */
export interface AddCancelRequestCall {
  /**
   * The service's id
   */
  serviceid: number | `${number}`;
  /**
   * Immediate, or End of Billing Period, which it is without one
   */
  type?: string;
  /**
   * Why
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
