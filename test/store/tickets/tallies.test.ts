import { openClient } from '../../../src/database/open-client';
import { settleTallies } from '../../../src/store/tickets/tallies';
import { type ApiUser, staffUser } from '../../support/helpdeskeddy';
import { useWorld } from '../../support/world';

const world = useWorld();

const settle = () => world.desk.database.transaction('write', settleTallies);

/** Compares the tallies with a count of the tickets. */
async function compare(): Promise<void> {
  const groups = (from: string, sum: string, where: string) =>
    `select week::text, department_id, status_id, ${sum} as tickets from (${from}) t ${where}
     group by 1, 2, 3 having ${sum} <> 0 order by 1, 2, 3`;
  const [tallied, counted] = await Promise.all([
    world.rows(groups('select * from ticket_tallies', 'sum(tickets)::int', '')),
    world.rows(
      groups(
        'select *, week_of(last_reply_at) as week from tickets',
        'count(*)::int',
        'where merged_into_id is null and deleted_at is null',
      ),
    ),
  ]);
  expect(tallied).toEqual(counted);
}

describe('tallies equal a count, after every change and after settling', () => {
  let id: number;
  let staff: ApiUser;

  beforeAll(async () => {
    staff = await staffUser(world, 'jo');
  });

  const asked = async (method: string, body?: unknown) =>
    expect(await staff.ask(method, `/tickets/${id}`, body)).toMatchObject({ status: 200 });
  const steps: [string, () => Promise<unknown>][] = [
    ['opening a ticket', async () => ({ id } = await world.ticket({ created: '2024-01-01 10:00:00' }))],
    ['a reply in another week', () => world.done('AddTicketReply', { ticketid: id, message: 'm', adminusername: 'A' })],
    ['changing the status', () => world.done('UpdateTicket', { ticketid: id, status: 'On Hold' })],
    ['changing the subject', () => world.done('UpdateTicket', { ticketid: id, subject: 'Another' })],
    [
      'changing the department',
      async () => world.done('UpdateTicket', { ticketid: id, deptid: await world.department({ name: 'Other' }) }),
    ],
    ['deleting (softly)', () => asked('DELETE')],
    [
      'changing the status of a deleted ticket',
      () => world.change('update tickets set status_id = 1 where id = $1', [id]),
    ],
    ['restoring', () => asked('PUT', { deleted: false })],
    ['merging', async () => world.done('MergeTicket', { ticketid: id, mergeticketids: (await world.ticket()).id })],
    ['erasing the ticket with those merged into it', () => world.done('DeleteTicket', { ticketid: id })],
  ];
  test.each(steps)('%s', async (_what, step) => {
    await step();
    await compare();
    await settle();
    await compare();
    expect(await world.rows('select from ticket_tallies where not settled or tickets = 0')).toEqual([]);
  });
});

test('a week begins on Monday at midnight UTC, also before 1970', async () => {
  const rows = await world.rows(
    `select week_of(moment::timestamptz)::text as week from unnest(array['2026-11-22 23:59:59.999999+00',
       '2026-11-23 00:00:00+00', '2026-11-23 00:30:00+02', '1969-12-28 23:59:59.999999+00', '0099-01-01 00:00:00+00']) as moment`,
  );
  expect(rows.map(({ week }) => week)).toEqual(['2026-11-16', '2026-11-23', '2026-11-16', '1969-12-22', '0098-12-29']);
});

test('statements on many rows and an emptied table are followed', async () => {
  const insert = `insert into tickets (number, access_code, department_id, subject, status_id, priority_id, opener_kind,
      created_at, updated_at, last_reply_at)
    select 'many-' || i, 'x', 1, 's', 1 + i % 6, 1, 'guest', now(), now(), now() - make_interval(days => i)
    from generate_series(1, 300) as i`;
  await world.change(insert);
  await compare();
  await world.change(
    `update tickets set status_id = 6, last_reply_at = last_reply_at + interval '3 days' where id % 2 = 0`,
  );
  await compare();
  await world.change(`delete from tickets where number like 'many-1%'`);
  await compare();
  await world.change('truncate tickets cascade');
  await compare();
  expect(await world.rows('select from ticket_tallies')).toEqual([]);
});

test('readers see correct totals while many write and several settle at once', async () => {
  const tickets = await Promise.all(Array.from({ length: 20 }, () => world.ticket()));
  const departments = [1, await world.department({ name: 'A' }), await world.department({ name: 'B' })];
  const write = (worker: number) =>
    Array.from({ length: 25 }).reduce<Promise<void>>(async (before, _, step) => {
      await before;
      const ticketid = tickets[(worker * 7 + step) % tickets.length]!.id;
      await world.change('update tickets set department_id = $2, status_id = $3 where id = $1', [
        ticketid,
        departments[(worker + step) % departments.length],
        1 + ((worker + step) % 6),
      ]);
    }, Promise.resolve());
  let writing = true;
  const writers = Promise.all([0, 1, 2, 3].map(write)).finally(() => {
    writing = false;
  });
  const settler = async () => {
    while (writing) await settle();
  };
  const seen = new Set<number>();
  const reader = async () => {
    while (writing) {
      const [row] = await world.rows<{ total: number; counted: number }>(
        `select (select sum(tickets) from ticket_tallies) as total, (select count(*) from tickets) as counted`,
      );
      seen.add(row!.total - row!.counted);
    }
  };
  await Promise.all([writers, settler(), settler(), reader()]);
  expect([...seen]).toEqual([0]);
  await settle();
  await compare();
});

test('a change that is rolled back leaves no tally, and one that is not yet committed is not settled', async () => {
  await world.ticket();
  const client = await openClient(world.desk.database.connection);
  try {
    await client.query('begin');
    await client.query('update tickets set status_id = 6');
    await settle();
    await compare();
    await client.query('rollback');
    await compare();
    await client.query('begin');
    await client.query('update tickets set status_id = 6');
    await settle();
    await client.query('commit');
    await compare();
  } finally {
    await client.end();
  }
});
