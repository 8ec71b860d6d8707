/** Made by `npm run generate` from schemas/UpdateDomain.json; changes belong there. */

/**
 * Change a domain; what is not sent stays as it is. Tickets of the client whom it leaves are no longer about it
 */
export interface UpdateDomain {
  /**
   * The domain's id
   */
  domainid: number;
  /**
   * The client whose it is
   */
  clientid?: number;
  /**
   * The domain, such as example.com
   */
  domainname?: string;
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
   * Since when: YYYY-MM-DD
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
 * What UpdateDomain is called with
 */
export interface UpdateDomainCall {
  /**
   * The domain's id
   */
  domainid: number | `${number}`;
  /**
   * The client whose it is
   */
  clientid?: number | `${number}`;
  /**
   * The domain, such as example.com
   */
  domainname?: string;
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
   * Since when: YYYY-MM-DD
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
 * What UpdateDomain answers
 */
export interface UpdateDomainAnswer {
  domainid: number;
}
