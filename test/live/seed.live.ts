/** Lives here because it loads thousands of tickets. */
import { Client } from 'pg';
import { seedLoad } from '../../src/cli/seed/load';
import { migrate } from '../../src/database/migrate';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { describeWithPgBouncer, throughPgBouncer } from '../support/pgbouncer';

const TICKETS = 1200;
const UNTIL = new Date('2026-11-01T00:00:00Z');
const options = { tickets: TICKETS, until: UNTIL, batch: 250 };

const made: TestDatabase[] = [];

async function database(): Promise<TestDatabase> {
  const fresh = await createTestDatabase();
  made.push(fresh);
  return fresh;
}

async function rows<Row extends object>({ connection }: TestDatabase, sql: string): Promise<Row[]> {
  const client = new Client(connection);
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}

const TABLES = ['tickets', 'messages', 'notes', 'attachments', 'attachment_contents', 'recipients', 'ticket_tags'];
const PEOPLE = ['clients', 'users', 'client_users', 'contacts', 'services', 'domains'];

/** Counts and digests of what was loaded. Tables with times from the clock are left out: these differ between loads. */
async function content(desk: TestDatabase): Promise<Record<string, unknown>[]> {
  const selects = [...TABLES, ...PEOPLE].map(
    (table) =>
      `select '${table}' as name, count(*)::int, sum(hashtextextended(r::text, 0))::text as digest from ${table} r`,
  );
  return rows(desk, selects.join(' union all '));
}

test('an interrupted load resumes, ends like an uninterrupted one, and a finished load is left alone', async () => {
  const whole = await database();
  const progress: number[] = [];
  expect(await seedLoad(whole.connection, options, (done) => progress.push(done))).toEqual({ added: TICKETS });
  // Batches end in any order, and the last is smaller.
  expect(progress.slice(0, 5)).toEqual(progress.slice(0, 5).sort((one, other) => one - other));
  expect(progress[4]).toBe(TICKETS);

  const broken = await database();
  const breakAt = (place: number) =>
    seedLoad(broken.connection, options, (done, _count, what) => {
      if (done >= place || what !== 'tickets') throw new Error('the power is gone');
    });
  await expect(breakAt(500)).rejects.toThrow('the power is gone');
  await expect(breakAt(1000)).rejects.toThrow('the power is gone');
  await expect(breakAt(TICKETS)).rejects.toThrow('the power is gone');
  await expect(breakAt(TICKETS + 1)).rejects.toThrow('the power is gone');
  expect(await seedLoad(broken.connection, options)).toEqual({ added: 0 });
  expect(await content(broken)).toEqual(await content(whole));

  const before = await content(whole);
  expect(await seedLoad(whole.connection, { tickets: TICKETS })).toEqual({ added: 0 });
  expect(await content(whole)).toEqual(before);
  await expect(seedLoad(whole.connection, { tickets: TICKETS + 1 })).rejects.toThrow(
    `Loading began with --tickets ${TICKETS}`,
  );
});

test('a loaded desk is indexed as its server would do it', async () => {
  const [desk] = made;
  const wrong = await rows(
    desk!,
    `select t.id from tickets t left join ticket_words w on w.ticket_id = t.id left join ticket_subjects s on s.ticket_id = t.id
     where t.merged_into_id is null and (w.words is distinct from words_of_ticket(t.id)
       or s.subject is distinct from without_accents(lower(t.subject)) or w.is_deleted is distinct from (t.deleted_at is not null)
       or (w.last_reply_at, s.last_reply_at) is distinct from (t.last_reply_at, t.last_reply_at))`,
  );
  expect(wrong).toEqual([]);
  const [left] = await rows<Record<string, number>>(
    desk!,
    `select (select count(*)::int from search_marks) as marks, (select count(*)::int from outbox) as events,
       (select count(*)::int from ticket_words) - (select count(*)::int from tickets where merged_into_id is null) as more`,
  );
  expect(left).toEqual({ marks: 0, events: 0, more: 0 });
});

test('the loaded desk is plausible', async () => {
  const [desk] = made;
  const [figures] = await rows<Record<string, number>>(
    desk!,
    `select count(*)::int as tickets, count(distinct subject)::int as subjects, count(distinct number)::int as numbers,
       (avg((status_id = 6)::int) * 100)::int as closed, count(distinct status_id)::int as statuses,
       count(distinct department_id)::int as departments, count(distinct opener_kind)::int as kinds,
       count(*) filter (where merged_into_id is not null)::int as merged,
       count(*) filter (where deleted_at is not null)::int as deleted,
       count(*) filter (where last_reply_at < created_at or last_reply_at >= '2026-11-01')::int as wrong,
       (select count(*) from messages)::float8 / count(*) as messages,
       (select sum(tickets)::int from ticket_tallies) as tallied,
       (select count(*)::int from ticket_tallies where not settled) as unsettled
     from tickets`,
  );
  expect(figures).toMatchObject({ tickets: TICKETS, numbers: TICKETS, departments: 8, kinds: 5, statuses: 6 });
  expect(figures).toMatchObject({ wrong: 0, merged: 9, unsettled: 0, tallied: TICKETS - 9 - figures!.deleted! });
  expect(figures!.subjects).toBeGreaterThan(TICKETS / 2);
  expect(figures!.closed).toBeGreaterThan(85);
  expect(figures!.messages).toBeGreaterThan(2);
  expect(figures!.messages).toBeLessThan(3);
  const numbering = await rows(
    desk!,
    `insert into notes (ticket_id, body, created_at) values (1, 'x', now()) returning id > ${TICKETS - 1} as after`,
  );
  expect(numbering).toEqual([{ after: true }]);
  const late = await rows(
    desk!,
    `select from tickets t where merged_into_id is null and last_reply_at <> (select max(created_at) from messages where ticket_id = t.id)`,
  );
  expect(late).toEqual([]);
});

test('a desk with its own people or tickets is left alone', async () => {
  const own = await database();
  await rows(own, `insert into clients (email) values ('ann@example.com')`);
  await expect(seedLoad(own.connection, options)).rejects.toThrow('There are tickets, clients or users already');
  expect((await content(own)).filter(({ count }) => count !== 0)).toEqual([
    { name: 'clients', count: 1, digest: expect.anything() },
  ]);
});

test('a desk that got other tickets during an interrupted load is left alone', async () => {
  const own = await database();
  const stop = () => {
    throw new Error('stopped');
  };
  await expect(seedLoad(own.connection, options, stop)).rejects.toThrow('stopped');
  await rows(own, `update tickets set source = 'api' where id = 7`);
  await expect(seedLoad(own.connection, options)).rejects.toThrow('There are tickets that seed-load did not create');
});

test('a large load drops indexes and creates them again, even after interruptions', async () => {
  const desk = await database();
  const indexes = () => rows(desk, `select indexdef from pg_indexes where schemaname = 'public' order by indexdef`);
  const before = await indexes();
  const many = { ...options, dropIndexesFrom: 1000 };
  const breakIn = (text: string) =>
    seedLoad(desk.connection, many, (_done, _count, what) => {
      if (what.startsWith(text)) throw new Error('interrupted');
    });
  await expect(breakIn('tickets')).rejects.toThrow('interrupted');
  expect((await indexes()).length).toBeLessThan(before.length - 10);
  await expect(breakIn('index 3')).rejects.toThrow('interrupted');
  await seedLoad(desk.connection, many);
  expect(await indexes()).toEqual(before);
});

describeWithPgBouncer('through PgBouncer in mode transaction', () => {
  test('an empty database is migrated and loaded once, and nothing is left in the sessions', async () => {
    const { connection } = await database();
    await rows({ connection }, `create database ${connection.database}_empty`);
    const empty = { connection: { ...connection, database: `${connection.database}_empty` } };
    const pooled = await throughPgBouncer(empty, 'transaction', { default_pool_size: 2 });
    await migrate(pooled);
    const few = { tickets: 30, batch: 10, dropIndexesFrom: 0 };
    const loads = await Promise.allSettled([seedLoad(pooled, few), seedLoad(pooled, few)]);
    expect(loads).toContainEqual({ status: 'fulfilled', value: { added: 30 } });
    expect(await seedLoad(pooled, few)).toEqual({ added: 0 });

    const clients = await Promise.all([0, 1].map(() => new Client(pooled).connect() as Promise<Client>));
    // Each in a transaction, so that each has one of the two sessions.
    for (const client of clients) await client.query('begin');
    for (const client of clients) {
      const left = await client.query(
        `select name from pg_settings
         where source = 'session' and name in ('maintenance_work_mem', 'synchronous_commit')
         union all select 'a lock' from pg_locks where locktype = 'advisory' and pid = pg_backend_pid()`,
      );
      expect(left.rows).toEqual([]);
    }
    for (const client of clients) await client.end();
  });
});
