import type { Command } from 'commander';
import { InvalidArgumentError } from 'commander';
import { Client } from 'pg';
import { readConfig } from '../config';
import { connect } from '../database/connect';
import { migrate } from '../database/migrate';
import type { Connection } from '../database/pool';
import { clock } from '../desk';
import { settleTallies } from '../store/tallies';
import { Refusal, say } from './run';
import { clientRows, clientsOf, type Plan, type Rows, SOURCE, sequencesAfter, TAGS, ticketRows } from './seed-plan';

const MOST_TICKETS = 5_000_000;
const BATCH = 5000;

export function addSeedLoad(program: Command): void {
  program
    .command('seed-load')
    .description(
      'fill an empty desk with made-up tickets, to see how it is with many; goes on where it was interrupted',
    )
    .option('--tickets <number>', 'how many', tickets, 100_000)
    .action(async (options: { tickets: number }) => {
      const { connection, stop } = await connect(readConfig());
      try {
        await migrate(connection);
        const started = performance.now();
        const { added } = await seedLoad(connection, { tickets: options.tickets }, progressBar());
        const seconds = Math.round((performance.now() - started) / 1000);
        say(added === 0 ? 'Nothing to do: the desk has them all' : `Added ${grouped(added)} tickets in ${seconds} s`);
      } finally {
        await stop();
      }
    });
}

function tickets(text: string): number {
  const number = /^\d{1,7}$/.test(text) ? Number(text) : 0;
  if (number < 1 || number > MOST_TICKETS) {
    throw new InvalidArgumentError(`must be a whole number from 1 to ${MOST_TICKETS}`);
  }
  return number;
}

/** What has been done of what there is to do: tickets, and then what follows. */
export type SeedProgress = (done: number, tickets: number, what: string) => void;

export interface SeedOptions {
  tickets: number;
  /** When the three years end; without it at the last midnight. */
  until?: Date;
  /** How many tickets are added in one transaction. */
  batch?: number;
  /** From how many tickets on indexes are made once at the end, and not with every ticket. */
  dropIndexesFrom?: number;
}

/** How a load began, kept in the database so that another goes on in the same way. */
interface Started {
  plan: Plan;
  /** Statements that make the indexes again that were dropped to be quicker. */
  indexes: string[];
  finished: boolean;
}

/**
 * Fills a desk with made-up tickets, as a plan says that depends on nothing but their number and the day of the first
 * start. What was interrupted goes on with the first ticket that is missing; what was finished stays as it is.
 *
 * @throws Refusal where there are tickets or clients that it did not make, or where it began with another number.
 */
export async function seedLoad(
  connection: Connection,
  options: SeedOptions,
  progress: SeedProgress = () => {},
): Promise<{ added: number }> {
  const client = new Client({ ...connection, application_name: 'hatchdesk seed-load' });
  // A connection that breaks between two statements is told by the next one.
  client.on('error', () => {});
  await client.connect();
  try {
    const { rows } = await client.query<{ ours: boolean }>('select pg_try_advisory_lock($1) as ours', [LOAD_LOCK]);
    if (!rows[0]?.ours) throw new Refusal('Another process is loading tickets right now');
    return await load(client, options, progress);
  } finally {
    await client.end();
  }
}

/** Any constant: it only has to be the same in every version. */
const LOAD_LOCK = 7_242_002;

async function load(client: Client, options: SeedOptions, progress: SeedProgress): Promise<{ added: number }> {
  const { tickets: count, batch = BATCH } = options;
  const started = (await findStarted(client)) ?? (await start(client, options));
  if (started.plan.tickets !== count) {
    throw new Refusal(`This desk was loaded with ${started.plan.tickets} tickets: it can only be loaded with as many`);
  }
  if (started.finished) return { added: 0 };
  const [{ done, others }] = await ask<{ done: number; others: boolean }>(
    client,
    `select coalesce((select max(id) from tickets), 0) as done,
       exists (select from tickets where source <> '${SOURCE}') as others`,
  );
  if (others) throw new Refusal('There are tickets of others on this desk: loading goes on only where there are none');
  await client.query('set synchronous_commit = off');
  for (let from = done + 1; from <= count; from += batch) {
    const to = Math.min(count, from + batch - 1);
    await inTransaction(client, () => addTickets(client, started.plan, from, to));
    progress(to, count, 'tickets');
  }
  await finish(client, started, (what) => progress(count, count, what));
  return { added: count - done };
}

const NAME = 'SeedLoad';

async function findStarted(client: Client): Promise<Started | undefined> {
  const [row] = await ask<{ value: Started }>(client, 'select value from settings where name = $1', [NAME]);
  return row?.value;
}

const keep = (client: Client, started: Started) =>
  client.query(
    `insert into settings (name, value) values ($1, $2)
     on conflict (name) do update set value = excluded.value, updated_at = now()`,
    [NAME, JSON.stringify(started)],
  );

const DEPARTMENTS = ['Billing', 'Hosting', 'Domains', 'Sales', 'Cloud', 'Migrations', 'Abuse'];
const STAFF = 24;
const MANY = 50_000;

/** Makes what tickets refer to, and writes down how it was begun. */
async function start(
  client: Client,
  { tickets: count, until = lastMidnight(), dropIndexesFrom = MANY }: SeedOptions,
): Promise<Started> {
  const [{ taken }] = await ask<{ taken: boolean }>(
    client,
    'select exists (select from tickets) or exists (select from clients) or exists (select from users) as taken',
  );
  if (taken)
    throw new Refusal('There are tickets, clients or users already: made-up ones are loaded into an empty desk');
  return inTransaction(client, async () => {
    const plan = { tickets: count, until: until.toISOString(), ...(await addDesk(client)) };
    const clients = clientsOf(plan);
    for (let from = 1; from <= clients; from += BATCH) {
      await insertRows(client, clientRows(plan, from, Math.min(clients, from + BATCH - 1)));
    }
    for (const table of ['clients', 'users', 'contacts', 'services', 'domains']) {
      await client.query(`select setval(pg_get_serial_sequence('${table}', 'id'), max(id)) from ${table}`);
    }
    const started = { plan, indexes: count < dropIndexesFrom ? [] : await dropIndexes(client), finished: false };
    await keep(client, started);
    return started;
  });
}

/** Departments, staff and tags; what else there is stays as it is. */
async function addDesk(client: Client): Promise<Omit<Plan, 'tickets' | 'until'>> {
  await client.query(
    `insert into departments (name, sort_order)
     select given.name, 10 + given.place from unnest($1::text[]) with ordinality as given (name, place)
     where not exists (select from departments d where lower(d.name) = lower(given.name))`,
    [DEPARTMENTS],
  );
  await client.query(
    `insert into staff (username, first_name, last_name, email)
     select 'agent' || i, 'Agent', i::text, 'agent' || i || '@example.com' from generate_series(1, ${STAFF}) as i
     on conflict (lower(username)) do nothing`,
  );
  await client.query('insert into tags (name) select unnest($1::text[]) on conflict (lower(name)) do nothing', [TAGS]);
  const [desk] = await ask<Omit<Plan, 'tickets' | 'until'>>(
    client,
    `select (select array_agg(id order by sort_order, id) from departments) as "departmentIds",
       (select array_agg(id order by id) from staff where username ~ '^agent[0-9]+$') as "staffIds",
       (select id from statuses order by is_closed desc, id limit 1) as "closedStatusId",
       (select array_agg(id order by sort_order, id) from statuses where not is_closed) as "openStatusIds",
       (select array_agg(id order by sort_order, id) from priorities) as "priorityIds"`,
  );
  return desk;
}

async function addTickets(client: Client, plan: Plan, from: number, to: number): Promise<void> {
  const { ticket_tags: tags = [], attachments = [], ...rows } = ticketRows(plan, from, to);
  await insertRows(client, { ...rows, attachments });
  await client.query(
    `insert into attachment_contents (attachment_id, bytes)
     select id, decode(repeat(md5('bytes ' || id), size / 16), 'hex') from attachments where id = any($1::int[])`,
    [attachments.map(({ id }) => id)],
  );
  await client.query(
    `insert into ticket_tags (ticket_id, tag_id)
     select r.ticket_id, t.id from json_to_recordset($1) as r (ticket_id int, tag_id int)
       join tags t on lower(t.name) = ($2::text[])[r.tag_id + 1]`,
    [JSON.stringify(tags), TAGS],
  );
  for (const [table, last] of Object.entries(sequencesAfter(to))) {
    await client.query(`select setval(pg_get_serial_sequence('${table}', 'id'), ${last})`);
  }
}

/** Inserts rows that have all the same columns, table after table. */
async function insertRows(client: Client, rows: Rows): Promise<void> {
  for (const [table, list] of Object.entries(rows)) {
    if (list.length === 0) continue;
    const columns = [...new Set(list.flatMap((row) => Object.keys(row)))].join(', ');
    await client.query(
      `insert into ${table} (${columns}) select ${columns} from json_populate_recordset(null::${table}, $1)`,
      [JSON.stringify(list)],
    );
  }
}

function lastMidnight(): Date {
  const day = clock();
  day.setUTCHours(0, 0, 0, 0);
  return day;
}

/** @returns the statements that make them again. Those that keep something unique stay. */
async function dropIndexes(client: Client): Promise<string[]> {
  const rows = await ask<{ name: string; statement: string }>(
    client,
    `select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as statement
     from pg_index i
     where i.indrelid in ('tickets'::regclass, 'messages'::regclass) and not i.indisunique
     order by i.indexrelid`,
  );
  await client.query(`drop index ${rows.map(({ name }) => name).join(', ')}`);
  return rows.map(({ statement }) => statement);
}

/** Makes the indexes again, each in a transaction that also crosses it off the list, and lets the planner see what there is. */
async function finish(client: Client, started: Started, progress: (what: string) => void): Promise<void> {
  await client.query(`set maintenance_work_mem = '512MB'`);
  let { indexes } = started;
  for (let next = indexes[0]; next !== undefined; next = indexes[0]) {
    progress(`index ${started.indexes.length - indexes.length + 1} of ${started.indexes.length}`);
    indexes = indexes.slice(1);
    const [statement, left] = [next, indexes];
    await inTransaction(client, async () => {
      await client.query(statement);
      await keep(client, { ...started, indexes: left });
    });
  }
  const db = {
    query: async <Row>(text: string, values: readonly unknown[] = []) =>
      (await client.query(text, [...values])).rows as Row[],
  };
  await inTransaction(client, () => settleTallies(db));
  for (const table of TABLES) {
    progress(`looking at ${table}`);
    await client.query(`vacuum (analyze) ${table}`);
  }
  await keep(client, { ...started, indexes, finished: true });
}

const TABLES = [
  ...[
    'tickets',
    'messages',
    'notes',
    'attachments',
    'attachment_contents',
    'recipients',
    'ticket_tags',
    'ticket_tallies',
  ],
  ...['clients', 'users', 'client_users', 'contacts', 'services', 'domains', 'statuses', 'departments', 'staff'],
];

async function inTransaction<T>(client: Client, work: () => Promise<T>): Promise<T> {
  await client.query('begin');
  try {
    const result = await work();
    await client.query('commit');
    return result;
  } catch (error) {
    await client.query('rollback').catch(() => {});
    throw error;
  }
}

async function ask<Row extends object>(client: Client, sql: string, values: unknown[] = []): Promise<[Row, ...Row[]]> {
  return (await client.query<Row>(sql, values)).rows as [Row, ...Row[]];
}

const grouped = (number: number): string => number.toLocaleString('en');

const WIDTH = 30;

/** Draws a bar where somebody watches, and writes a line now and then where nobody does. */
function progressBar(): SeedProgress {
  const begun = performance.now();
  let first: number | undefined;
  let told = '';
  return (done, count, what) => {
    first ??= done;
    const seconds = (performance.now() - begun) / 1000;
    const left = done > first ? Math.round(((count - done) / (done - first)) * seconds) : undefined;
    const share = done / count;
    const text =
      what === 'tickets'
        ? `${grouped(done)} of ${grouped(count)} tickets${left === undefined ? '' : `, about ${left} s left`}`
        : what;
    if (process.stderr.isTTY) {
      const bar = '#'.repeat(Math.round(WIDTH * share)).padEnd(WIDTH);
      process.stderr.write(
        `\r\x1b[K[${bar}] ${Math.floor(100 * share)} %  ${text}${what.startsWith('looking') && share === 1 ? ' ' : ''}`,
      );
      return;
    }
    const step = what === 'tickets' ? `${Math.floor(20 * share)}` : what;
    if (step !== told) process.stderr.write(`${Math.floor(100 * share)} %  ${text}\n`);
    told = step;
  };
}
