/** Made by `npm run generate` from schemas/RedeliverWebhook.json; changes belong there. */

/**
 * Tell a webhook events again: one delivery, or a range of events
 */
export interface RedeliverWebhook {
  /**
   * The id of the webhook
   */
  webhookid: number;
  /**
   * The delivery to make again
   */
  deliveryid?: number;
  /**
   * The number of the first event; by default that of the first one in the time
   */
  firstsequence?: number;
  /**
   * The number of the last event; by default that of the last one in the time
   */
  lastsequence?: number;
  /**
   * Only events since then
   */
  from?: Date;
  /**
   * Only events until then
   */
  to?: Date;
}

/**
 * What RedeliverWebhook is called with
 */
export interface RedeliverWebhookCall {
  /**
   * The id of the webhook
   */
  webhookid: number | `${number}`;
  /**
   * The delivery to make again
   */
  deliveryid?: number | `${number}`;
  /**
   * The number of the first event; by default that of the first one in the time
   */
  firstsequence?: number | `${number}`;
  /**
   * The number of the last event; by default that of the last one in the time
   */
  lastsequence?: number | `${number}`;
  /**
   * Only events since then
   */
  from?: string | Date;
  /**
   * Only events until then
   */
  to?: string | Date;
}

/**
 * What RedeliverWebhook answers
 */
export interface RedeliverWebhookAnswer {
  redelivered: number;
}
