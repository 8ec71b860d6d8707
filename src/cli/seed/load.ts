import type { Connection } from '../../database/pool';
import { type SingleConnection, withSingleConnection } from '../../database/single-connection';
import { clock } from '../../desk/desk';
import { continueIdsAfter, continueIdsAfterRows, insertRows } from '../../store/seed/bulk';
import {
  fillAttachments,
  findLoaded,
  findLoadState,
  hurryCommit,
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

/** Reports progress: the tickets done, of how many, and the current step. */
export type SeedProgress = (done: number, tickets: number, what: string) => void;

interface SeedOptions {
  tickets: number;
  /** When the desk's three years end; by default at the last midnight. */
  until?: Date;
  /** The number of tickets to add per transaction. */
  batch?: number;
  /** From this number of tickets on, indexes are dropped and recreated at the end, which is faster. */
  dropIndexesFrom?: number;
}

/**
 * Fills a desk with generated tickets. The data depends only on their number and the day of the first start. An
 * interrupted load continues with the first missing ticket; a finished one does nothing.
 *
 * @throws Refusal if the desk has other tickets, clients or users, if the load was started with another number of
 * tickets, or if another process is loading.
 */
export async function seedLoad(
  connection: Connection,
  options: SeedOptions,
  progress: SeedProgress = () => {},
): Promise<{ added: number }> {
  // Lock for a transaction, not the session: behind a pooler, a session outlives this connection.
  return withSingleConnection(connection, 'hatchdesk seed-load lock', (guard) =>
    guard.transaction(async () => {
      if (!(await tryLockLoad(guard))) throw new Refusal('Another process is loading tickets right now');
      return withSingleConnection(connection, 'hatchdesk seed-load', (db) => load(db, options, progress));
    }),
  );
}

async function load(db: SingleConnection, options: SeedOptions, progress: SeedProgress): Promise<{ added: number }> {
  const { tickets: count, batch = BATCH } = options;
  const started = ((await findLoadState(db)) as Started | undefined) ?? (await start(db, options));
  if (started.plan.tickets !== count) {
    throw new Refusal(
      `Loading began with --tickets ${started.plan.tickets}: it can only continue with the same number`,
    );
  }
  if (started.finished) return { added: 0 };
  const { lastId, others } = await findLoaded(db, SOURCE);
  if (others)
    throw new Refusal('There are tickets that seed-load did not create: loading can only continue without them');
  for (let from = lastId + 1; from <= count; from += batch) {
    const to = Math.min(count, from + batch - 1);
    await db.transaction(async () => {
      await hurryCommit(db);
      await addTickets(db, started.plan, from, to);
    });
    progress(to, count, 'tickets');
  }
  await finish(db, started, (what) => progress(count, count, what));
  return { added: count - lastId };
}

const DEPARTMENTS = ['Billing', 'Hosting', 'Domains', 'Sales', 'Cloud', 'Migrations', 'Abuse'];
const STAFF = 24;
const MANY = 50_000;

/** Adds what tickets refer to, and keeps the plan in the database. */
async function start(
  db: SingleConnection,
  { tickets: count, until = lastMidnight(), dropIndexesFrom = MANY }: SeedOptions,
): Promise<Started> {
  if (await isDeskTaken(db))
    throw new Refusal('There are tickets, clients or users already: seed-load needs an empty desk');
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
