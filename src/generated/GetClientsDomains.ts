/** Made by `npm run generate` from schemas/GetClientsDomains.json; changes belong there. */

/**
 * Domains of clients as WHMCS lists them, in the order of their ids. Of orders and promotions a desk knows nothing
 */
export interface GetClientsDomains {
  /**
   * How many to pass over
   */
  limitstart?: number;
  /**
   * How many to give at most; without it, 25
   */
  limitnum?: number;
  /**
   * Only those of this client
   */
  clientid?: number;
  /**
   * Only this one
   */
  domainid?: number;
  /**
   * Only those of this name
   */
  domain?: string;
}

/**
 * What GetClientsDomains is called with
 */
export interface GetClientsDomainsCall {
  /**
   * How many to pass over
   */
  limitstart?: number | `${number}`;
  /**
   * How many to give at most; without it, 25
   */
  limitnum?: number | `${number}`;
  /**
   * Only those of this client
   */
  clientid?: number | `${number}`;
  /**
   * Only this one
   */
  domainid?: number | `${number}`;
  /**
   * Only those of this name
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
