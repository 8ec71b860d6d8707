/** Made by `npm run generate` from schemas/UpdateWebhook.json; changes belong there. */

/**
 * Change a webhook, or draw a new secret for it
 */
export interface UpdateWebhook {
  /**
   * The id of the webhook
   */
  webhookid: number;
  /**
   * Where to send events: an http or https address
   */
  url?: string;
  /**
   * What it is for
   */
  description?: string;
  /**
   * Only these events, such as TicketOpen,TicketClose; * or 0 for all, the default
   *
   * @maxItems 500
   */
  events?: string | (string | number)[];
  /**
   * Only events of tickets in these departments, by id; 0 for all events, the default
   *
   * @maxItems 500
   */
  departments?: string | (string | number)[];
  /**
   * full has the hook's variables and the ticket, thin only ids
   */
  payload?: 'full' | 'thin';
  /**
   * The version of the format
   */
  version?: 1;
  /**
   * Whether it is told events. What waits when it is disabled is kept
   */
  enabled?: boolean;
  /**
   * Whether to draw a new secret, which is shown only once
   */
  rotate?: boolean;
  /**
   * With rotate: for how many minutes the old secret signs too; 1440 by default
   */
  overlap?: number;
}

/**
 * What UpdateWebhook is called with
 */
export interface UpdateWebhookCall {
  /**
   * The id of the webhook
   */
  webhookid: number | `${number}`;
  /**
   * Where to send events: an http or https address
   */
  url?: string;
  /**
   * What it is for
   */
  description?: string;
  /**
   * Only these events, such as TicketOpen,TicketClose; * or 0 for all, the default
   */
  events?: unknown;
  /**
   * Only events of tickets in these departments, by id; 0 for all events, the default
   */
  departments?: unknown;
  /**
   * full has the hook's variables and the ticket, thin only ids
   */
  payload?: string;
  /**
   * The version of the format
   */
  version?: number | `${number}`;
  /**
   * Whether it is told events. What waits when it is disabled is kept
   */
  enabled?: boolean;
  /**
   * Whether to draw a new secret, which is shown only once
   */
  rotate?: boolean;
  /**
   * With rotate: for how many minutes the old secret signs too; 1440 by default
   */
  overlap?: number | `${number}`;
}

/**
 * What UpdateWebhook answers
 */
export interface UpdateWebhookAnswer {
  webhookid: number;
  secret?: string;
  publickey?: string;
}
