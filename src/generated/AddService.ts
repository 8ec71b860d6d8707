/** Made by `npm run generate` from schemas/AddService.json; changes belong there. */

/**
 * Add a service to a client; tickets can refer to it
 */
export interface AddService {
  /**
   * The id of the client that it belongs to
   */
  clientid: number;
  /**
   * The name
   */
  name: string;
  /**
   * The id of the product, in whichever system keeps your products
   */
  pid?: number;
  /**
   * The product group
   */
  groupname?: string;
  /**
   * The domain of the service
   */
  domain?: string;
  /**
   * The status: Pending, Active, Suspended, Terminated, Cancelled, Fraud or Completed
   */
  status?: 'Pending' | 'Active' | 'Suspended' | 'Terminated' | 'Cancelled' | 'Fraud' | 'Completed';
  /**
   * The user name of the service
   */
  username?: string;
  /**
   * The name of the server it runs on
   */
  servername?: string;
  /**
   * The dedicated IP address
   */
  dedicatedip?: string;
  /**
   * The quantity
   */
  qty?: number;
  /**
   * The billing cycle, such as Monthly
   */
  billingcycle?: string;
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
   * The date on which the next payment is due: YYYY-MM-DD
   */
  nextduedate?: Date;
  /**
   * Notes that only staff can see
   */
  notes?: string;
}

/**
 * What AddService is called with
 */
export interface AddServiceCall {
  /**
   * The id of the client that it belongs to
   */
  clientid: number | `${number}`;
  /**
   * The name
   */
  name: string;
  /**
   * The id of the product, in whichever system keeps your products
   */
  pid?: number | `${number}`;
  /**
   * The product group
   */
  groupname?: string;
  /**
   * The domain of the service
   */
  domain?: string;
  /**
   * The status: Pending, Active, Suspended, Terminated, Cancelled, Fraud or Completed
   */
  status?: string;
  /**
   * The user name of the service
   */
  username?: string;
  /**
   * The name of the server it runs on
   */
  servername?: string;
  /**
   * The dedicated IP address
   */
  dedicatedip?: string;
  /**
   * The quantity
   */
  qty?: number | `${number}`;
  /**
   * The billing cycle, such as Monthly
   */
  billingcycle?: string;
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
   * The date on which the next payment is due: YYYY-MM-DD
   */
  nextduedate?: string | Date;
  /**
   * Notes that only staff can see
   */
  notes?: string;
}

/**
 * What AddService answers
 */
export interface AddServiceAnswer {
  serviceid: number;
}
