/** Made by `npm run generate` from schemas/GetServices.json; changes belong there. */

/**
 * List services, ordered by id
 */
export interface GetServices {
  /**
   * The number of results to skip
   */
  limitstart?: number;
  /**
   * The maximum number of results; 25 by default
   */
  limitnum?: number;
  /**
   * Only the one with this id
   */
  serviceid?: number;
  /**
   * Only those of this client
   */
  clientid?: number;
  /**
   * Only those with this status
   */
  status?: string;
  /**
   * Only services of this domain
   */
  domain?: string;
}

/**
 * What GetServices is called with
 */
export interface GetServicesCall {
  /**
   * The number of results to skip
   */
  limitstart?: number | `${number}`;
  /**
   * The maximum number of results; 25 by default
   */
  limitnum?: number | `${number}`;
  /**
   * Only the one with this id
   */
  serviceid?: number | `${number}`;
  /**
   * Only those of this client
   */
  clientid?: number | `${number}`;
  /**
   * Only those with this status
   */
  status?: string;
  /**
   * Only services of this domain
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
