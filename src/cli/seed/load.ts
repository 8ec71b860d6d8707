import type { Connection } from '../../database/pool';
import { type SingleConnection, withSingleConnection } from '../../database/single-connection';
import { clock } from '../../desk/desk';
import { continueIdsAfter, continueIdsAfterRows, insertRows } from '../../store/seed/bulk';
import {
  fillAttachments,
  findLoaded,
  findLoadState,
  hurryCommits,
  insertLoadDesk,
  isDeskTaken,
  keepLoadState,
  tagTickets,
  tryLockLoad,
} from '../../store/seed/load';
import { dropLoadIndexes } from '../../store/seed/load-indexes';
import { Refusal } from '../exits';
import { finish, type Started } from './indexes';
import { clientRows } from './people';
import { clientsOf, type Plan, SOURCE } from './plan';
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
  return withSingleConnection(connection, 'hatchdesk seed-load', async (db) => {
    if (!(await tryLockLoad(db))) throw new Refusal('Another process is loading tickets right now');
    return load(db, options, progress);
  });
}

async function load(db: SingleConnection, options: SeedOptions, progress: SeedProgress): Promise<{ added: number }> {
  const { tickets: count, batch = BATCH } = options;
  const started = ((await findLoadState(db)) as Started | undefined) ?? (await start(db, options));
  if (started.plan.tickets !== count) {
    throw new Refusal(`This desk was loaded with ${started.plan.tickets} tickets: it can only be loaded with as many`);
  }
  if (started.finished) return { added: 0 };
  const { lastId, others } = await findLoaded(db, SOURCE);
  if (others) throw new Refusal('There are tickets of others on this desk: loading goes on only where there are none');
  await hurryCommits(db);
  for (let from = lastId + 1; from <= count; from += batch) {
    const to = Math.min(count, from + batch - 1);
    await db.transaction(() => addTickets(db, started.plan, from, to));
    progress(to, count, 'tickets');
  }
  await finish(db, started, (what) => progress(count, count, what));
  return { added: count - lastId };
}

const DEPARTMENTS = ['Billing', 'Hosting', 'Domains', 'Sales', 'Cloud', 'Migrations', 'Abuse'];
const STAFF = 24;
const MANY = 50_000;

/** Makes what tickets refer to, and writes down how it was begun. */
async function start(
  db: SingleConnection,
  { tickets: count, until = lastMidnight(), dropIndexesFrom = MANY }: SeedOptions,
): Promise<Started> {
  if (await isDeskTaken(db))
    throw new Refusal('There are tickets, clients or users already: made-up ones are loaded into an empty desk');
  return db.transaction(async () => {
    const desk = await insertLoadDesk(db, { departments: DEPARTMENTS, staff: STAFF, tags: TAGS });
    const plan = { tickets: count, until: until.toISOString(), ...desk };
    const clients = clientsOf(plan);
    for (let from = 1; from <= clients; from += BATCH) {
      await insertRows(db, clientRows(plan, from, Math.min(clients, from + BATCH - 1)));
    }
    await continueIdsAfterRows(db, ['clients', 'users', 'contacts', 'services', 'domains']);
    const started = { plan, indexes: count < dropIndexesFrom ? [] : await dropLoadIndexes(db), finished: false };
    await keepLoadState(db, started);
    return started;
  });
}

async function addTickets(db: SingleConnection, plan: Plan, from: number, to: number): Promise<void> {
  const { rows, tagged } = ticketRows(plan, from, to);
  await insertRows(db, rows);
  await fillAttachments(db, idsOf(rows.attachments ?? []));
  await tagTickets(db, tagged, TAGS);
  await continueIdsAfter(db, sequencesAfter(to));
}

const idsOf = (rows: Record<string, unknown>[]): number[] => rows.map(({ id }) => Number(id));

function lastMidnight(): Date {
  const day = clock();
  day.setUTCHours(0, 0, 0, 0);
  return day;
}
