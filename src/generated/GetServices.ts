/** Made by `npm run generate` from schemas/GetServices.json; changes belong there. */

/**
 * Services of clients in the order of their ids
 */
export interface GetServices {
  /**
   * How many to pass over
   */
  limitstart?: number;
  /**
   * How many to give at most; without it, 25
   */
  limitnum?: number;
  /**
   * Only this one
   */
  serviceid?: number;
  /**
   * Only those of this client
   */
  clientid?: number;
  /**
   * Only those of this status
   */
  status?: string;
  /**
   * Only those that serve this domain
   */
  domain?: string;
}

/**
 * What GetServices is called with
 */
export interface GetServicesCall {
  /**
   * How many to pass over
   */
  limitstart?: number | `${number}`;
  /**
   * How many to give at most; without it, 25
   */
  limitnum?: number | `${number}`;
  /**
   * Only this one
   */
  serviceid?: number | `${number}`;
  /**
   * Only those of this client
   */
  clientid?: number | `${number}`;
  /**
   * Only those of this status
   */
  status?: string;
  /**
   * Only those that serve this domain
   */
  domain?: string;
}

/**
 * What GetServices answers
 */
export interface GetServicesAnswer {
  totalresults: number;
  startnumber: number;
  numreturned: number;
  services: {
    service: {
      id: number;
      clientid: number;
      name: string;
      pid: number;
      groupname: string;
      domain: string;
      status: string;
      username: string;
      servername: string;
      dedicatedip: string;
      qty: number;
      billingcycle: string;
      firstpaymentamount: string;
      recurringamount: string;
      paymentmethod: string;
      regdate: string;
      nextduedate: string;
      notes: string;
      created_at: string;
      updated_at: string;
    }[];
  };
}
