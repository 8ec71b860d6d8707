/** Made by `npm run generate` from schemas/GetWebhookDeliveries.json; changes belong there. */

/**
 * List what a webhook was or will be told, newest first
 */
export interface GetWebhookDeliveries {
  /**
   * The id of the webhook
   */
  webhookid: number;
  /**
   * Only those in this state: waiting (for their first attempt), retrying, delivered or dead (given up)
   */
  state?: 'waiting' | 'retrying' | 'delivered' | 'dead';
  /**
   * Only those of this event, such as TicketOpen
   */
  event?: string;
  /**
   * Only those of this ticket
   */
  ticketid?: number;
  /**
   * The number of results to skip
   */
  limitstart?: number;
  /**
   * The maximum number of results; 25 by default
   */
  limitnum?: number;
}

/**
 * What GetWebhookDeliveries is called with
 */
export interface GetWebhookDeliveriesCall {
  /**
   * The id of the webhook
   */
  webhookid: number | `${number}`;
  /**
   * Only those in this state: waiting (for their first attempt), retrying, delivered or dead (given up)
   */
  state?: string;
  /**
   * Only those of this event, such as TicketOpen
   */
  event?: string;
  /**
   * Only those of this ticket
   */
  ticketid?: number | `${number}`;
  /**
   * The number of results to skip
   */
  limitstart?: number | `${number}`;
  /**
   * The maximum number of results; 25 by default
   */
  limitnum?: number | `${number}`;
}

/**
 * What GetWebhookDeliveries answers
 */
export interface GetWebhookDeliveriesAnswer {
  totalresults: number;
  startnumber: number;
  numreturned: number;
  deliveries: {
    delivery: {
      id: number;
      listener: string;
      event: string;
      sequence: number;
      ticketid: number;
      state: string;
      attempts: number;
      due: string;
      text: string;
      created: string;
      finished: string;
    }[];
  };
}
