/** Made by `npm run generate` from schemas/GetDeliveries.json; changes belong there. */

/**
 * List what was or will be told to whom, newest first
 */
export interface GetDeliveries {
  /**
   * Only this listener's, such as mail or webhook 1
   */
  listener?: string;
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
 * What GetDeliveries is called with
 */
export interface GetDeliveriesCall {
  /**
   * Only this listener's, such as mail or webhook 1
   */
  listener?: string;
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
 * What GetDeliveries answers
 */
export interface GetDeliveriesAnswer {
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
