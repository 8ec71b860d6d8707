/** Made by `npm run generate` from schemas/GetStats.json; changes belong there. */

/**
 * Retrieve statistics of the whole desk; each status of the desk has a figure, such as `tickets_waitingforvendor`, and figures about billing are always zero
 */
export interface GetStats {
  /**
   * The number of days in the timeline, including today; 7 by default
   */
  timeline_days?: number;
}

/**
 * What GetStats is called with
 */
export interface GetStatsCall {
  /**
   * The number of days in the timeline, including today; 7 by default
   */
  timeline_days?: number | `${number}`;
}

/**
 * What GetStats answers
 */
export interface GetStatsAnswer {
  income_today: string;
  income_thismonth: string;
  income_thisyear: string;
  income_alltime: string;
  orders_pending: number;
  orders_today_cancelled: number;
  orders_today_pending: number;
  orders_today_fraud: number;
  orders_today_active: number;
  orders_today_total: number;
  orders_yesterday_cancelled: number;
  orders_yesterday_pending: number;
  orders_yesterday_fraud: number;
  orders_yesterday_active: number;
  orders_yesterday_total: number;
  orders_thismonth_total: number;
  orders_thisyear_total: number;
  tickets_allactive: number;
  tickets_awaitingreply: number;
  tickets_flaggedtickets: number;
  tickets_open: number;
  tickets_answered: number;
  tickets_customerreply: number;
  tickets_closed: number;
  tickets_onhold: number;
  tickets_inprogress: number;
  cancellations_pending: number;
  todoitems_due: number;
  networkissues_open: number;
  billableitems_uninvoiced: number;
  quotes_valid: number;
  staff_online: number;
  timeline_data: {
    new_orders: {
      [k: string]: number;
    };
    accepted_orders: {
      [k: string]: number;
    };
    income: {
      [k: string]: string;
    };
    expenditure: {
      [k: string]: string;
    };
    new_tickets: {
      [k: string]: number;
    };
  };
  [k: string]:
    | number
    | string
    | {
        new_orders: {
          [k: string]: number;
        };
        accepted_orders: {
          [k: string]: number;
        };
        income: {
          [k: string]: string;
        };
        expenditure: {
          [k: string]: string;
        };
        new_tickets: {
          [k: string]: number;
        };
      };
}
