import { action, type Context } from '../src/calls/action';
import type { GetStats } from '../src/generated/GetStats';
import { findByName } from '../src/store/desk/named';
import { listStaffOnline } from '../src/store/people/staff-online';
import { countAssigned, listStatusTallies } from '../src/store/tickets/tallies';

export default action<GetStats>(async ({ timeline_days: days = 7 }, context) => {
  const { db, caller, now } = context;
  const [tallies, flagged, todo, timeline, online] = await Promise.all([
    listStatusTallies(db, caller.departmentIds),
    countAssigned(db, caller.staff?.id ?? 0, caller.departmentIds),
    countWaiting(context),
    countNewTickets(context, days),
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
    cancellations_pending: todo.cancellations,
    todoitems_due: todo.items,
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

/** To-do items that are due today or were before, and services that were asked to be cancelled and are not yet. */
async function countWaiting({ db, now, desk }: Context): Promise<{ items: number; cancellations: number }> {
  const [row] = await db.query<{ items: number; cancellations: number }>(
    `select
       (select count(*) from todo_items where status not in ('Completed', 'Postponed')
          and due_at < (($1::timestamptz at time zone $2)::date + 1)::timestamp at time zone $2) as items,
       (select count(*) from cancel_requests r
        where (select status from services where id = r.service_id) not in ('Cancelled', 'Terminated')) as cancellations`,
    [now, desk.timeZone],
  );
  return row ?? { items: 0, cancellations: 0 };
}

/** How many of the tickets that there are were opened on each of the last days, the newest day first. */
const countNewTickets = (
  { db, now, desk, caller }: Context,
  days: number,
): Promise<{ day: string; tickets: number }[]> =>
  db.query(
    `with today as (select ($1::timestamptz at time zone $2)::date as day),
     opened as (
       select (created_at at time zone $2)::date as day, count(*) as tickets from tickets
       where created_at >= (select (day - ($3::int - 1))::timestamp at time zone $2 from today)
         and created_at < (select (day + 1)::timestamp at time zone $2 from today)
         and merged_into_id is null and deleted_at is null and ($4::int[] is null or department_id = any($4::int[]))
       group by 1)
     select to_char(today.day - ago, 'YYYY-MM-DD') as day, coalesce(opened.tickets, 0) as tickets
     from today cross join generate_series(0, $3::int - 1) as ago
       left join opened on opened.day = today.day - ago
     order by ago`,
    [now, desk.timeZone, days, caller.departmentIds],
  );
