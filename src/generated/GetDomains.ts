/** Made by `npm run generate` from schemas/GetDomains.json; changes belong there. */

/**
 * Domains of clients in the order of their ids
 */
export interface GetDomains {
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
  domainid?: number;
  /**
   * Only those of this client
   */
  clientid?: number;
  /**
   * Only those of this status
   */
  status?: string;
  /**
   * Only those of this name
   */
  domain?: string;
}

/**
 * What GetDomains is called with
 */
export interface GetDomainsCall {
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
  domainid?: number | `${number}`;
  /**
   * Only those of this client
   */
  clientid?: number | `${number}`;
  /**
   * Only those of this status
   */
  status?: string;
  /**
   * Only those of this name
   */
  domain?: string;
}

/**
 * What GetDomains answers
 */
export interface GetDomainsAnswer {
  totalresults: number;
  startnumber: number;
  numreturned: number;
  domains: {
    domain: {
      id: number;
      clientid: number;
      domainname: string;
      registrar: string;
      regtype: string;
      status: string;
      regperiod: number;
      firstpaymentamount: string;
      recurringamount: string;
      paymentmethod: string;
      regdate: string;
      expirydate: string;
      nextduedate: string;
      dnsmanagement: boolean;
      emailforwarding: boolean;
      idprotection: boolean;
      donotrenew: boolean;
      notes: string;
      created_at: string;
      updated_at: string;
    }[];
  };
}
