/** Made by `npm run generate` from schemas/GetClientsProducts.json; changes belong there. */

/**
 * List services as WHMCS does, ordered by id; there is no data about orders, modules and usage
 */
export interface GetClientsProducts {
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
  serviceid?: number;
  /**
   * Only services of this product
   */
  pid?: number;
  /**
   * Only services of this domain
   */
  domain?: string;
  /**
   * Only services with this user name
   */
  username2?: string;
}

/**
 * What GetClientsProducts is called with
 */
export interface GetClientsProductsCall {
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
  serviceid?: number | `${number}`;
  /**
   * Only services of this product
   */
  pid?: number | `${number}`;
  /**
   * Only services of this domain
   */
  domain?: string;
  /**
   * Only services with this user name
   */
  username2?: string;
}

/**
 * What GetClientsProducts answers
 */
export interface GetClientsProductsAnswer {
  clientid: number | string;
  serviceid: number | string;
  pid: number | string;
  domain: string;
  totalresults: number;
  startnumber: number;
  numreturned: number;
  products: {
    product: {
      id: number;
      qty: number;
      clientid: number;
      orderid: number;
      ordernumber: string;
      pid: number;
      regdate: string;
      name: string;
      translated_name: string;
      groupname: string;
      translated_groupname: string;
      domain: string;
      dedicatedip: string;
      serverid: number;
      servername: string;
      serverip: string;
      serverhostname: string;
      suspensionreason: string;
      firstpaymentamount: string;
      recurringamount: string;
      paymentmethod: string;
      paymentmethodname: string;
      billingcycle: string;
      nextduedate: string;
      status: string;
      username: string;
      password: string;
      subscriptionid: string;
      promoid: number;
      overideautosuspend: string;
      overidesuspenduntil: string;
      ns1: string;
      ns2: string;
      assignedips: string;
      notes: string;
      diskusage: number;
      disklimit: number;
      bwusage: number;
      bwlimit: number;
      lastupdate: string;
      customfields: {
        customfield: {}[];
      };
      configoptions: {
        configoption: {}[];
      };
    }[];
  };
}
