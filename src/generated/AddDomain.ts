/** Made by `npm run generate` from schemas/AddDomain.json; changes belong there. */

/**
 * Add a domain of a client, which tickets can be about
 */
export interface AddDomain {
  /**
   * The client whose it is
   */
  clientid: number;
  /**
   * The domain, such as example.com
   */
  domainname: string;
  /**
   * Where it is registered
   */
  registrar?: string;
  /**
   * Register or Transfer
   */
  regtype?: 'Register' | 'Transfer';
  /**
   * Pending, Pending Registration, Pending Transfer, Active, Grace, Redemption, Expired, Transferred Away, Cancelled, Fraud
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
   * For how many years
   */
  regperiod?: number;
  /**
   * What was paid first
   */
  firstpaymentamount?: string;
  /**
   * What is paid every time
   */
  recurringamount?: string;
  /**
   * How it is paid for
   */
  paymentmethod?: string;
  /**
   * Since when: YYYY-MM-DD; without it, today
   */
  regdate?: Date;
  /**
   * Until when it is registered: YYYY-MM-DD
   */
  expirydate?: Date;
  /**
   * When it is paid for next: YYYY-MM-DD
   */
  nextduedate?: Date;
  /**
   * Whether its name servers are managed
   */
  dnsmanagement?: boolean;
  /**
   * Whether its mail is forwarded
   */
  emailforwarding?: boolean;
  /**
   * Whether the owner is not shown
   */
  idprotection?: boolean;
  /**
   * Whether it is to run out
   */
  donotrenew?: boolean;
  /**
   * Notes of staff
   */
  notes?: string;
}

/**
 * What AddDomain is called with
 */
export interface AddDomainCall {
  /**
   * The client whose it is
   */
  clientid: number | `${number}`;
  /**
   * The domain, such as example.com
   */
  domainname: string;
  /**
   * Where it is registered
   */
  registrar?: string;
  /**
   * Register or Transfer
   */
  regtype?: string;
  /**
   * Pending, Pending Registration, Pending Transfer, Active, Grace, Redemption, Expired, Transferred Away, Cancelled, Fraud
   */
  status?: string;
  /**
   * For how many years
   */
  regperiod?: number | `${number}`;
  /**
   * What was paid first
   */
  firstpaymentamount?: string;
  /**
   * What is paid every time
   */
  recurringamount?: string;
  /**
   * How it is paid for
   */
  paymentmethod?: string;
  /**
   * Since when: YYYY-MM-DD; without it, today
   */
  regdate?: string;
  /**
   * Until when it is registered: YYYY-MM-DD
   */
  expirydate?: string;
  /**
   * When it is paid for next: YYYY-MM-DD
   */
  nextduedate?: string;
  /**
   * Whether its name servers are managed
   */
  dnsmanagement?: boolean;
  /**
   * Whether its mail is forwarded
   */
  emailforwarding?: boolean;
  /**
   * Whether the owner is not shown
   */
  idprotection?: boolean;
  /**
   * Whether it is to run out
   */
  donotrenew?: boolean;
  /**
   * Notes of staff
   */
  notes?: string;
}

/**
 * What AddDomain answers
 */
export interface AddDomainAnswer {
  domainid: number;
}
