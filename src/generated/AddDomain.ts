/** Made by `npm run generate` from schemas/AddDomain.json; changes belong there. */

/**
 * Add a domain to a client; tickets can refer to it
 */
export interface AddDomain {
  /**
   * The id of the client that it belongs to
   */
  clientid: number;
  /**
   * The domain name, such as example.com
   */
  domainname: string;
  /**
   * The registrar
   */
  registrar?: string;
  /**
   * Register or Transfer
   */
  regtype?: 'Register' | 'Transfer';
  /**
   * The status: Pending, Pending Registration, Pending Transfer, Active, Grace, Redemption, Expired, Transferred Away, Cancelled or Fraud
   */
  status?:
    | 'Pending'
    | 'Pending Registration'
    | 'Pending Transfer'
    | 'Active'
    | 'Grace'
    | 'Redemption'
    | 'Expired'
    | 'Transferred Away'
    | 'Cancelled'
    | 'Fraud';
  /**
   * The registration period in years
   */
  regperiod?: number;
  /**
   * The amount of the first payment
   */
  firstpaymentamount?: string;
  /**
   * The amount of each recurring payment
   */
  recurringamount?: string;
  /**
   * The payment method
   */
  paymentmethod?: string;
  /**
   * The start date: YYYY-MM-DD; today by default
   */
  regdate?: Date;
  /**
   * The date on which the registration expires: YYYY-MM-DD
   */
  expirydate?: Date;
  /**
   * The date on which the next payment is due: YYYY-MM-DD
   */
  nextduedate?: Date;
  /**
   * Whether DNS management is enabled
   */
  dnsmanagement?: boolean;
  /**
   * Whether e-mail forwarding is enabled
   */
  emailforwarding?: boolean;
  /**
   * Whether ID protection is enabled
   */
  idprotection?: boolean;
  /**
   * Whether the domain is left to expire
   */
  donotrenew?: boolean;
  /**
   * Notes that only staff can see
   */
  notes?: string;
}

/**
 * What AddDomain is called with
 */
export interface AddDomainCall {
  /**
   * The id of the client that it belongs to
   */
  clientid: number | `${number}`;
  /**
   * The domain name, such as example.com
   */
  domainname: string;
  /**
   * The registrar
   */
  registrar?: string;
  /**
   * Register or Transfer
   */
  regtype?: string;
  /**
   * The status: Pending, Pending Registration, Pending Transfer, Active, Grace, Redemption, Expired, Transferred Away, Cancelled or Fraud
   */
  status?: string;
  /**
   * The registration period in years
   */
  regperiod?: number | `${number}`;
  /**
   * The amount of the first payment
   */
  firstpaymentamount?: string;
  /**
   * The amount of each recurring payment
   */
  recurringamount?: string;
  /**
   * The payment method
   */
  paymentmethod?: string;
  /**
   * The start date: YYYY-MM-DD; today by default
   */
  regdate?: string | Date;
  /**
   * The date on which the registration expires: YYYY-MM-DD
   */
  expirydate?: string | Date;
  /**
   * The date on which the next payment is due: YYYY-MM-DD
   */
  nextduedate?: string | Date;
  /**
   * Whether DNS management is enabled
   */
  dnsmanagement?: boolean;
  /**
   * Whether e-mail forwarding is enabled
   */
  emailforwarding?: boolean;
  /**
   * Whether ID protection is enabled
   */
  idprotection?: boolean;
  /**
   * Whether the domain is left to expire
   */
  donotrenew?: boolean;
  /**
   * Notes that only staff can see
   */
  notes?: string;
}

/**
 * What AddDomain answers
 */
export interface AddDomainAnswer {
  domainid: number;
}
