/** Made by `npm run generate` from schemas/AddWebhook.json; changes belong there. */

/**
 * Tell a program of events by HTTP; the secret is shown only once
 */
export interface AddWebhook {
  /**
   * Where to send events: an http or https address
   */
  url: string;
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
}

/**
 * What AddWebhook is called with
 */
export interface AddWebhookCall {
  /**
   * Where to send events: an http or https address
   */
  url: string;
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
}

/**
 * What AddWebhook answers
 */
export interface AddWebhookAnswer {
  webhookid: number;
  secret: string;
  publickey: string;
}
