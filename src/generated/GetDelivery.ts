/** Made by `npm run generate` from schemas/GetDelivery.json; changes belong there. */

/**
 * Show a delivery with all its attempts
 */
export interface GetDelivery {
  /**
   * The id of the delivery
   */
  deliveryid: number;
}

/**
 * What GetDelivery is called with
 */
export interface GetDeliveryCall {
  /**
   * The id of the delivery
   */
  deliveryid: number | `${number}`;
}

/**
 * What GetDelivery answers
 */
export interface GetDeliveryAnswer {
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
  request: string;
  log: {
    attempt: {
      date: string;
      attempt?: number;
      outcome: string;
      text: string;
      milliseconds?: number;
      status?: number;
      answer?: string;
    }[];
  };
}
