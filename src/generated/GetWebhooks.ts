/** Made by `npm run generate` from schemas/GetWebhooks.json; changes belong there. */

/**
 * List webhooks
 */
export interface GetWebhooks {
  /**
   * Only this webhook
   */
  webhookid?: number;
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
 * What GetWebhooks is called with
 */
export interface GetWebhooksCall {
  /**
   * Only this webhook
   */
  webhookid?: number | `${number}`;
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
 * What GetWebhooks answers
 */
export interface GetWebhooksAnswer {
  totalresults: number;
  startnumber: number;
  numreturned: number;
  webhooks: {
    webhook: {
      id: number;
      url: string;
      description: string;
      events: string;
      departments: string;
      payload: string;
      version: number;
      enabled: boolean;
      disabledbecause: string;
      failingsince: string;
      publickey: string;
      oldsecretends: string;
      created: string;
      updated: string;
    }[];
  };
}
