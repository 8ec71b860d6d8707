import { action } from '../src/calls/action';
import type { GetStats } from '../src/generated/GetStats';
import { findByName } from '../src/store/desk/named';
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
  const inStatus = (name: string): number => findByName(tallies, name, ({ title }) => title)?.tickets ?? 0;
  const daily = <T>(value: T) => Object.fromEntries(timeline.map(({ day }) => [day, value]));
  return {
    ...NO_INCOME,
    ...NO_ORDERS,
    tickets_allactive: sum('isActive'),
    tickets_awaitingreply: sum('isAwaiting'),
    tickets_flaggedtickets: flagged,
    tickets_open: inStatus('Open'),
    tickets_answered: inStatus('Answered'),
    tickets_customerreply: inStatus('Customer-Reply'),
    tickets_closed: inStatus('Closed'),
    tickets_onhold: inStatus('On Hold'),
    tickets_inprogress: inStatus('In Progress'),
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
