import knex from 'knex';
import { up as backfill } from '../../migrations/20261129008601_report_backfill';
import { knexConfig } from '../../src/database/migrate';
import { findDays } from '../../src/store/tickets/reports';
import { staffUser } from '../support/helpdeskeddy';
import { dayIn, reportByHand } from '../support/report-by-hand';
import { useWorld } from '../support/world';

const ZONE = 'Europe/Berlin';
const world = useWorld(({ desk }) => {
  desk.timeZone = ZONE;
});

const HOUR = 3_600_000;

/** Numbers that look random and are the same in every run (mulberry32). */
function dice(seed: number) {
  let state = seed;
  return (below: number): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

/** Compares every kind of report on some days with one that is counted by hand. */
async function compare(from: string, to: string, departmentIds?: number[]): Promise<void> {
  for (const by of ['day', 'department', 'person'] as const) {
    const answer = await world.done('GetTicketReport', {
      from,
      to,
      by,
      ...(departmentIds && { deptids: departmentIds }),
    });
    const counted = await reportByHand(world, { from, to, by, departmentIds, timeZone: ZONE });
    expect({ by, ...(answer.total as object) }).toEqual({ by, ...counted.total });
    for (const { key, name, ...figures } of (answer.rows as { row: { key: string; name: string }[] }).row) {
      expect({ by, key, ...figures }).toEqual({ by, key, ...counted.row(key) });
    }
  }
}

/** The clocks of Berlin change on 29 March and 25 October 2026: tickets come and go around both. */
const STARTS = ['2026-03-27T10:00:00Z', '2026-10-23T22:00:00Z'];

test('equals a count of every ticket, after random changes of the past', async () => {
  const roll = dice(4);
  const pick = <T>(list: readonly T[]): T => list[roll(list.length)]!;
  const departments = [1, await world.department({ name: 'Two' }), await world.department({ name: 'Three' })];
  const staff = await staffUser(world, 'jo');
  const admins = [staff.rowId, await world.admin('al')];
  const names = ['jo', 'al'];
  const ids: number[] = [];
  const done = { merged: 0, deleted: 0 };
  const at = (moment: number): string => new Date(moment).toISOString();
  const changes: (() => Promise<unknown>)[] = [
    () =>
      world.call('AddTicketReply', { ticketid: pick(ids), message: 'm', adminusername: pick(names), noemail: true }),
    () =>
      world.call('AddTicketReply', { ticketid: pick(ids), message: 'm', adminusername: pick(names), status: 'Closed' }),
    () => world.call('AddTicketReply', { ticketid: pick(ids), message: 'm', name: 'G', email: 'guest@example.com' }),
    () =>
      world.call('AddTicketReply', {
        ...{ ticketid: pick(ids), message: 'm', adminusername: pick(names), noemail: true },
        created: at(world.now.getTime() - roll(40) * HOUR),
      }),
    () => world.call('UpdateTicket', { ticketid: pick(ids), status: pick(['Open', 'Closed', 'On Hold', 'Closed']) }),
    () => world.call('UpdateTicket', { ticketid: pick(ids), deptid: pick(departments), flag: pick(admins) }),
    () => world.call('UpdateTicket', { ticketid: pick(ids), created: at(world.now.getTime() - roll(60) * HOUR) }),
    async () => {
      const [master, ...others] = [...new Set([pick(ids), pick(ids), pick(ids)])];
      const { result } = await world.call('MergeTicket', { ticketid: master, mergeticketids: others.join(',') });
      if (result === 'success') done.merged++;
    },
    async () => {
      const { status } = await staff.ask('DELETE', `/tickets/${pick(ids)}`);
      if (status === 200) done.deleted++;
    },
    () => staff.ask('PUT', `/tickets/${pick(ids)}`, { deleted: false }),
    async () => {
      const [reply] = await world.rows<{ id: number; ticket: number }>(
        `select id, ticket_id as ticket from messages where not is_first order by (id * 7919) % ${1 + roll(97)}, id limit 1`,
      );
      if (reply !== undefined) await world.call('DeleteTicketReply', { ticketid: reply.ticket, replyid: reply.id });
    },
    async () => {
      if (roll(6) === 0) await world.call('DeleteTicket', { ticketid: pick(ids) });
    },
  ];
  for (const start of STARTS) {
    world.now = new Date(start);
    for (let step = 0; step < 70; step++) {
      world.now = new Date(world.now.getTime() + roll(5 * HOUR));
      if (step < 4 || roll(3) === 0) {
        const opener = roll(5) === 0 ? { admin: true } : {};
        ids.push((await world.ticket({ deptid: pick(departments), noemail: true, ...opener })).id);
      } else {
        // Some are refused, as of a ticket that is deleted or merged: they change nothing.
        await pick(changes)();
      }
    }
    const last = dayIn(ZONE, world.now.getTime());
    await compare(start.slice(0, 10), last);
    await compare('2026-03-29', '2026-03-29', departments.slice(0, 2));
  }
  await compare('2026-03-20', dayIn(ZONE, world.now.getTime()), departments.slice(1));
  expect(Math.min(done.merged, done.deleted)).toBeGreaterThan(0);
  const [seen] = await world.rows(
    `select        count(closed_at) > 0 as closed, count(distinct t.id) filter (where r.waited is null) > 0 as unanswered,
       count(r.waited) > 5 as answered, (select max(id) from messages) > (select count(*) from messages) as erased
     from tickets t left join staff_replies r on r.ticket_id = t.id`,
  );
  expect(seen).toEqual({ closed: true, unanswered: true, answered: true, erased: true });
});

test.each([
  ['America/Havana', '2026-10-30', 'midnight comes twice'],
  ['Africa/Cairo', '2026-04-22', 'midnight is skipped'],
  ['Asia/Kathmandu', '2026-02-27', 'a quarter of an hour off'],
  ['Australia/Lord_Howe', '2026-04-03', 'half an hour back'],
  ['Pacific/Apia', '2026-01-01', 'beyond the date line'],
])('days begin with their first moment: %s (%s)', async (timeZone, from) => {
  const first = new Date(`${from}T12:00:00Z`);
  const to = new Date(first.getTime() + 96 * HOUR);
  const range = { from: first, to, until: to, timeZone, limit: 50 };
  const { days, bounds } = await world.desk.database.transaction('read', (db) => findDays(db, range));
  expect(days).toHaveLength(5);
  for (const [index, bound] of bounds.entries()) {
    const start = Date.parse(bound);
    expect(days[index] ?? 'after').toBe(index < days.length ? dayIn(timeZone, start) : 'after');
    expect(dayIn(timeZone, start - 1)).toBe(
      index === 0 ? dayIn(timeZone, first.getTime() - 24 * HOUR) : days[index - 1],
    );
  }
});

test('the migration counts the replies that were there before, and can be broken off', async () => {
  const counted = () => world.rows('select * from staff_replies order by message_id');
  const before = await counted();
  await world.change('delete from staff_replies where message_id % 2 = 0');
  const db = knex(knexConfig(world.desk.database.connection));
  await backfill(db).finally(() => db.destroy());
  expect(before.length).toBeGreaterThan(5);
  expect(await counted()).toEqual(before);
});
