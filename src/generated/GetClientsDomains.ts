/** Made by `npm run generate` from schemas/GetClientsDomains.json; changes belong there. */

/**
 * List domains as WHMCS does, ordered by id; there is no data about orders and promotions
 */
export interface GetClientsDomains {
  /**
   * The number of results to skip
   */
  limitstart?: number;
  /**
   * The maximum number of results; 25 by default
   */
  limitnum?: number;
  /**
   * Only those of this client
   */
  clientid?: number;
  /**
   * Only the one with this id
   */
  domainid?: number;
  /**
   * Only domains with this name
   */
  domain?: string;
}

/**
 * What GetClientsDomains is called with
 */
export interface GetClientsDomainsCall {
  /**
   * The number of results to skip
   */
  limitstart?: number | `${number}`;
  /**
   * The maximum number of results; 25 by default
   */
  limitnum?: number | `${number}`;
  /**
   * Only those of this client
   */
  clientid?: number | `${number}`;
  /**
   * Only the one with this id
   */
  domainid?: number | `${number}`;
  /**
   * Only domains with this name
   */
  domain?: string;
}

/**
 * What GetClientsDomains answers
 */
export interface GetClientsDomainsAnswer {
  clientid: number | string;
  domainid: number | string;
  totalresults: number;
  startnumber: number;
  numreturned: number;
  domains: {
    domain: {
      id: number;
      userid: number;
      orderid: number;
      regtype: string;
      domainname: string;
      registrar: string;
      regperiod: number;
      firstpaymentamount: string;
      recurringamount: string;
      paymentmethod: string;
      paymentmethodname: string;
      regdate: string;
      expirydate: string;
      nextduedate: string;
      status: string;
      subscriptionid: string;
      promoid: number;
      dnsmanagement: string;
      emailforwarding: string;
      idprotection: string;
      donotrenew: string;
      notes: string;
    }[];
  };
}
