/** Made by `npm run generate` from schemas/DeleteWebhook.json; changes belong there. */

/**
 * Delete a webhook, with what it has not been told yet
 */
export interface DeleteWebhook {
  /**
   * The id of the webhook
   */
  webhookid: number;
}

/**
 * What DeleteWebhook is called with
 */
export interface DeleteWebhookCall {
  /**
   * The id of the webhook
   */
  webhookid: number | `${number}`;
}

/**
 * What DeleteWebhook answers
 */
export interface DeleteWebhookAnswer {
  webhookid: number;
}
