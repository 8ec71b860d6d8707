/** Made by `npm run generate` from schemas/GetDomains.json; changes belong there. */

/**
 * List domains, ordered by id
 */
export interface GetDomains {
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
  domainid?: number;
  /**
   * Only those of this client
   */
  clientid?: number;
  /**
   * Only those with this status
   */
  status?: string;
  /**
   * Only domains with this name
   */
  domain?: string;
}

/**
 * What GetDomains is called with
 */
export interface GetDomainsCall {
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
  domainid?: number | `${number}`;
  /**
   * Only those of this client
   */
  clientid?: number | `${number}`;
  /**
   * Only those with this status
   */
  status?: string;
  /**
   * Only domains with this name
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
