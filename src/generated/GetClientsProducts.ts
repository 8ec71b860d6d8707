/** Made by `npm run generate` from schemas/GetClientsProducts.json; changes belong there. */

/**
 * Services of clients as WHMCS lists them, in the order of their ids. Of orders, modules and usage a desk knows nothing
 */
export interface GetClientsProducts {
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
  serviceid?: number;
  /**
   * Only those of this product
   */
  pid?: number;
  /**
   * Only those that serve this domain
   */
  domain?: string;
  /**
   * Only those with this user name
   */
  username2?: string;
}

/**
 * What GetClientsProducts is called with
 */
export interface GetClientsProductsCall {
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
  serviceid?: number | `${number}`;
  /**
   * Only those of this product
   */
  pid?: number | `${number}`;
  /**
   * Only those that serve this domain
   */
  domain?: string;
  /**
   * Only those with this user name
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
