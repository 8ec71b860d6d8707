/** Made by `npm run generate` from schemas/TestWebhook.json; changes belong there. */

/**
 * Send a test to a webhook, as soon as possible and once; GetDelivery says what became of it
 */
export interface TestWebhook {
  /**
   * The id of the webhook
   */
  webhookid: number;
}

/**
 * What TestWebhook is called with
 */
export interface TestWebhookCall {
  /**
   * The id of the webhook
   */
  webhookid: number | `${number}`;
}

/**
 * What TestWebhook answers
 */
export interface TestWebhookAnswer {
  deliveryid: number;
}
