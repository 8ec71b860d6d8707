import { action } from '../src/calls/action';
import { byStatusKey, DOCUMENTED_KEYS } from '../src/dialects/whmcs/status-keys';
import type { GetStats } from '../src/generated/GetStats';
import { countNewTickets, countWaiting } from '../src/store/desk/statistics';
import { listStaffOnline } from '../src/store/people/staff-online';
import { countAssigned, listStatusTallies } from '../src/store/tickets/tallies';

export default action<GetStats>(async ({ timeline_days: days = 7 }, { db, caller, now, desk }) => {
  const [tallies, flagged, waiting, timeline, online] = await Promise.all([
    listStatusTallies(db, caller.departmentIds),
    countAssigned(db, caller.staff?.id ?? 0, caller.departmentIds),
    countWaiting(db, now, desk.timeZone),
    countNewTickets(db, { now, days, timeZone: desk.timeZone, departmentIds: caller.departmentIds }),
    listStaffOnline(db, now),
  ]);
  const sum = (flag: 'isActive' | 'isAwaiting'): number =>
    tallies.reduce((total, tally) => total + (tally[flag] ? tally.tickets : 0), 0);
  const statuses = byStatusKey(tallies, ['allactive', 'awaitingreply', 'flaggedtickets']);
  const inStatus = (key: string): number => statuses.get(key)?.tickets ?? 0;
  const own = [...statuses].filter(([key]) => !DOCUMENTED_KEYS.includes(key));
  const daily = <T>(value: T) => Object.fromEntries(timeline.map(({ day }) => [day, value]));
  return {
    ...NO_INCOME,
    ...NO_ORDERS,
    tickets_allactive: sum('isActive'),
    tickets_awaitingreply: sum('isAwaiting'),
    tickets_flaggedtickets: flagged,
    tickets_open: inStatus('open'),
    tickets_answered: inStatus('answered'),
    tickets_customerreply: inStatus('customerreply'),
    tickets_closed: inStatus('closed'),
    tickets_onhold: inStatus('onhold'),
    tickets_inprogress: inStatus('inprogress'),
    cancellations_pending: waiting.cancellations,
    todoitems_due: waiting.todoItems,
    networkissues_open: 0,
    billableitems_uninvoiced: 0,
    quotes_valid: 0,
    staff_online: online.length,
    timeline_data: {
      new_orders: daily(0),
      accepted_orders: daily(0),
      income: daily('0.00'),
      expenditure: daily('0.00'),
      new_tickets: Object.fromEntries(timeline.map(({ day, tickets }) => [day, tickets])),
    },
    ...Object.fromEntries(own.map(([key, { tickets }]) => [`tickets_${key}`, tickets])),
  };
});

const NO_INCOME = {
  income_today: '0.00',
  income_thismonth: '0.00',
  income_thisyear: '0.00',
  income_alltime: '0.00',
};

const NO_ORDERS = {
  orders_pending: 0,
  orders_today_cancelled: 0,
  orders_today_pending: 0,
  orders_today_fraud: 0,
  orders_today_active: 0,
  orders_today_total: 0,
  orders_yesterday_cancelled: 0,
  orders_yesterday_pending: 0,
  orders_yesterday_fraud: 0,
  orders_yesterday_active: 0,
  orders_yesterday_total: 0,
  orders_thismonth_total: 0,
  orders_thisyear_total: 0,
};
