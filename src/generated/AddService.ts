/** Made by `npm run generate` from schemas/AddService.json; changes belong there. */

/**
 * Add a service of a client, which tickets can be about
 */
export interface AddService {
  /**
   * The client whose it is
   */
  clientid: number;
  /**
   * What it is called
   */
  name: string;
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
   * Since when: YYYY-MM-DD; without it, today
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
 * What AddService is called with
 */
export interface AddServiceCall {
  /**
   * The client whose it is
   */
  clientid: number | `${number}`;
  /**
   * What it is called
   */
  name: string;
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
   * Since when: YYYY-MM-DD; without it, today
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
 * What AddService answers
 */
export interface AddServiceAnswer {
  serviceid: number;
}
