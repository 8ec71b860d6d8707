/** Made by `npm run generate` from schemas/RetryDelivery.json; changes belong there. */

/**
 * Deliver again now, with all attempts, whatever became of it before
 */
export interface RetryDelivery {
  /**
   * The id of the delivery
   */
  deliveryid: number;
}

/**
 * What RetryDelivery is called with
 */
export interface RetryDeliveryCall {
  /**
   * The id of the delivery
   */
  deliveryid: number | `${number}`;
}

/**
 * What RetryDelivery answers
 */
export interface RetryDeliveryAnswer {
  deliveryid: number;
}
