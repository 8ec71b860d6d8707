import type { Connection } from '../../database/pool';
import { type SingleConnection, withSingleConnection } from '../../database/single-connection';
import { clock } from '../../desk/desk';
import { continueIdsAfter, continueIdsAfterRows, insertRows } from '../../store/seed/bulk';
import {
  fillAttachments,
  findLoadState,
  findMissing,
  hasOtherTickets,
  hurryCommit,
  insertLoadDesk,
  isDeskTaken,
  keepLoadState,
  tagTickets,
  tryLockLoad,
} from '../../store/seed/load';
import { dropLoadIndexes, indexLoaded } from '../../store/seed/load-indexes';
import { Refusal } from '../exits';
import { finish, type Started } from './indexes';
import { inLines, NAME } from './lines';
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
      return withSingleConnection(connection, NAME, (db) => load(connection, db, options, progress));
    }),
  );
}

async function load(
  connection: Connection,
  db: SingleConnection,
  options: SeedOptions,
  progress: SeedProgress,
): Promise<{ added: number }> {
  const { tickets: count } = options;
  const started = ((await findLoadState(db)) as Started | undefined) ?? (await start(db, options));
  if (started.plan.tickets !== count) {
    throw new Refusal(
      `Loading began with --tickets ${started.plan.tickets}: it can only continue with the same number`,
    );
  }
  if (started.finished) return { added: 0 };
  if (await hasOtherTickets(db, SOURCE))
    throw new Refusal('There are tickets that seed-load did not create: loading can only continue without them');
  const added = await addMissing(connection, db, started, (done) => progress(done, count, 'tickets'));
  await finish(connection, db, started, (what) => progress(count, count, what));
  return { added };
}

/** Generating, storing and indexing each have their own processor, if there are as many. */
const LINES = 3;

/** Adds the tickets that are missing, in batches, each of which is there in whole or not at all. */
async function addMissing(
  connection: Connection,
  db: SingleConnection,
  { plan, batch }: Started,
  progress: (done: number) => void,
): Promise<number> {
  const missing = await findMissing(db, plan.tickets, batch);
  const sizeOf = (from: number): number => Math.min(batch, plan.tickets - from + 1);
  const toAdd = missing.reduce((sum, from) => sum + sizeOf(from), 0);
  let done = plan.tickets - toAdd;
  await inLines(connection, missing, LINES, async (line, from) => {
    const to = from + sizeOf(from) - 1;
    await line.transaction(async () => {
      await hurryCommit(line);
      await addTickets(line, plan, from, to);
      await indexLoaded(line, from, to);
    });
    done += sizeOf(from);
    progress(done);
  });
  return toAdd;
}

const DEPARTMENTS = ['Billing', 'Hosting', 'Domains', 'Sales', 'Cloud', 'Migrations', 'Abuse'];
const STAFF = 24;
const MANY = 50_000;

/** Adds what tickets refer to, and keeps the plan in the database. */
async function start(
  db: SingleConnection,
  { tickets: count, until = lastMidnight(), batch = BATCH, dropIndexesFrom = MANY }: SeedOptions,
): Promise<Started> {
  if (await isDeskTaken(db))
    throw new Refusal('There are tickets, clients or users already: seed-load needs an empty desk');
  return db.transaction(async () => {
    const desk = await insertLoadDesk(db, { departments: DEPARTMENTS, staff: STAFF, tags: TAGS });
    const plan = { tickets: count, until: until.toISOString(), ...desk };
    const indexes = count < dropIndexesFrom ? [] : await dropLoadIndexes(db);
    const clients = clientsOf(plan);
    for (let from = 1; from <= clients; from += BATCH) {
      await insertRows(db, clientRows(plan, from, Math.min(clients, from + BATCH - 1)));
    }
    await continueIdsAfterRows(db, ['clients', 'users', 'contacts', 'services', 'domains']);
    await continueIdsAfter(db, sequencesAfter(count));
    const started = { plan, batch, indexes, finished: false };
    await keepLoadState(db, started);
    return started;
  });
}

async function addTickets(db: SingleConnection, plan: Plan, from: number, to: number): Promise<void> {
  const { rows, tagged } = ticketRows(plan, from, to);
  await insertRows(db, rows);
  await fillAttachments(db, idsOf(rows.attachments ?? []));
  await tagTickets(db, tagged, TAGS);
}

const idsOf = (rows: Record<string, unknown>[]): number[] => rows.map(({ id }) => Number(id));

function lastMidnight(): Date {
  const day = clock();
  day.setUTCHours(0, 0, 0, 0);
  return day;
}
