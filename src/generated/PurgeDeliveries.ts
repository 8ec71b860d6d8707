/** Made by `npm run generate` from schemas/PurgeDeliveries.json; changes belong there. */

/**
 * Delete deliveries in a state; call it again while there are more
 */
export interface PurgeDeliveries {
  /**
   * The state of those to delete: waiting, retrying, delivered or dead
   */
  state: 'waiting' | 'retrying' | 'delivered' | 'dead';
  /**
   * Only this listener's
   */
  listener?: string;
}

/**
 * What PurgeDeliveries is called with
 */
export interface PurgeDeliveriesCall {
  /**
   * The state of those to delete: waiting, retrying, delivered or dead
   */
  state: string;
  /**
   * Only this listener's
   */
  listener?: string;
}

/**
 * What PurgeDeliveries answers
 */
export interface PurgeDeliveriesAnswer {
  purged: number;
  more: boolean;
}
