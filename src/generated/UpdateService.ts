/** Made by `npm run generate` from schemas/UpdateService.json; changes belong there. */

/**
 * Change a service; what is not sent stays as it is. Tickets of the client whom it leaves are no longer about it
 */
export interface UpdateService {
  /**
   * The service's id
   */
  serviceid: number;
  /**
   * The client whose it is
   */
  clientid?: number;
  /**
   * What it is called
   */
  name?: string;
  /**
   * The id of the product that it is, wherever products are kept
   */
  pid?: number;
  /**
   * The group of that product
   */
  groupname?: string;
  /**
   * The domain that it serves
   */
  domain?: string;
  /**
   * Pending, Active, Suspended, Terminated, Cancelled, Fraud, Completed
   */
  status?: 'Pending' | 'Active' | 'Suspended' | 'Terminated' | 'Cancelled' | 'Fraud' | 'Completed';
  /**
   * The name under which it is signed in to
   */
  username?: string;
  /**
   * The server that it is on
   */
  servername?: string;
  /**
   * Its own address
   */
  dedicatedip?: string;
  /**
   * How many of it
   */
  qty?: number;
  /**
   * How often it is paid for, such as Monthly
   */
  billingcycle?: string;
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
   * When it is paid for next: YYYY-MM-DD
   */
  nextduedate?: Date;
  /**
   * Notes of staff
   */
  notes?: string;
}

/**
 * What UpdateService is called with
 */
export interface UpdateServiceCall {
  /**
   * The service's id
   */
  serviceid: number | `${number}`;
  /**
   * The client whose it is
   */
  clientid?: number | `${number}`;
  /**
   * What it is called
   */
  name?: string;
  /**
   * The id of the product that it is, wherever products are kept
   */
  pid?: number | `${number}`;
  /**
   * The group of that product
   */
  groupname?: string;
  /**
   * The domain that it serves
   */
  domain?: string;
  /**
   * Pending, Active, Suspended, Terminated, Cancelled, Fraud, Completed
   */
  status?: string;
  /**
   * The name under which it is signed in to
   */
  username?: string;
  /**
   * The server that it is on
   */
  servername?: string;
  /**
   * Its own address
   */
  dedicatedip?: string;
  /**
   * How many of it
   */
  qty?: number | `${number}`;
  /**
   * How often it is paid for, such as Monthly
   */
  billingcycle?: string;
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
   * When it is paid for next: YYYY-MM-DD
   */
  nextduedate?: string;
  /**
   * Notes of staff
   */
  notes?: string;
}

/**
 * What UpdateService answers
 */
export interface UpdateServiceAnswer {
  serviceid: number;
}
