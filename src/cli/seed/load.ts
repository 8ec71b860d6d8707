import { Client } from 'pg';
import type { Connection } from '../../database/pool';
import { clock } from '../../desk/desk';
import { Refusal } from '../exits';
import { dropIndexes, finish } from './indexes';
import { clientRows } from './people';
import { clientsOf, type Plan, SOURCE } from './plan';
import { ask, insertRows, inTransaction } from './rows';
import { findStarted, keep, type Started } from './started';
import { sequencesAfter, TAGS, ticketRows } from './tickets';

const BATCH = 5000;

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

function lastMidnight(): Date {
  const day = clock();
  day.setUTCHours(0, 0, 0, 0);
  return day;
}
