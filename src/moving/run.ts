import { withConnections } from '../database/lines';
import type { Connection } from '../database/pool';
import { type SingleConnection, withSingleConnection } from '../database/single-connection';
import { holdSearchIndex } from '../store/moving/bulk';
import { dropCopies } from '../store/moving/copies';
import { hasUnchanged, listCarriedKinds, sayWhatIsGone } from '../store/moving/gone';
import {
  analyzeRecords,
  findInterrupted,
  findOrMakeImport,
  finishRun,
  insertRunEntry,
  startRun,
  tryLockImport,
} from '../store/moving/imports';
import { nameTickets, sayWhatStays, selectLines } from '../store/moving/lines';
import { compareKnownTickets, forgetRun } from '../store/moving/other-desk';
import type { Place } from '../store/moving/place';
import { dropStage, listFilled, placeAdded, runWords } from '../store/moving/stage';
import { keepStampsForLater } from '../store/moving/stamps';
import type { Target } from '../store/moving/tables';
import { type Carrying, inTransaction } from './batches';
import type { Carrier } from './carrier';
import { carryKind } from './carry';
import { countKinds, type KindCounts } from './counts';
import { digestTickets } from './digests';
import { carryFiles } from './files';
import { analyze, beginBulk, isBulk, restoreIndexes, settleBulk } from './finish';
import { inOrder } from './order';
import { OF_TICKETS, readSource } from './read';
import type { Kind } from './records';
import { MoveRefused } from './refused';
import type { Sink, Source } from './source';
import { STAGED } from './stage';

/** The name of the connections that import, in the server's list. */
const NAME = 'hatchdesk import';

/** How many rows are written together. */
const BATCH = 5000;

/** How many batches are written at a time: PostgreSQL has a processor for each, if there are as many. */
const LINES = 2;

interface ImportOptions {
  carriers: readonly Carrier[];
  now: () => Date;
  /** Reads and compares everything, and writes nothing of the desk. */
  isDry?: boolean;
  /** Reads and compares every ticket, also those that have not changed since an earlier run. */
  isWhole?: boolean;
  /** Ends the run after what is being written. It can be continued. */
  signal?: AbortSignal;
  /** Learns what is being done, and how much of it is done. */
  progress?: Sink['progress'];
  /** How many rows are written together. */
  batch?: number;
  /** From how many tickets on an empty desk is filled without indexes. */
  bulkFrom?: number;
}

/** What a run did. */
interface RunResult {
  runId: number;
  kinds: Partial<Record<Kind, KindCounts>>;
}

/**
 * Imports everything that a source has and this desk doesn't have yet. An interrupted run is continued, and a later one
 * carries only what changed.
 *
 * @throws MoveRefused if another import runs, or with what the source says; the signal's reason if it was interrupted
 */
export async function runImport(connection: Connection, source: Source, options: ImportOptions): Promise<RunResult> {
  // A lock for a transaction, not for the session: behind a pooler, a session outlives this connection.
  return withSingleConnection(connection, `${NAME} lock`, (guard) =>
    guard.transaction(async () => {
      if (!(await tryLockImport(guard))) throw new MoveRefused('Another import is running right now');
      return withConnections(connection, NAME, LINES, (connections) => importWith(guard, connections, source, options));
    }),
  );
}

async function importWith(
  guard: SingleConnection,
  [db, ...others]: SingleConnection[],
  source: Source,
  options: ImportOptions,
): Promise<RunResult> {
  if (db === undefined) throw new Error('an import needs a connection');
  const {
    now,
    isDry = false,
    isWhole = false,
    signal = new AbortController().signal,
    progress = () => {},
    batch = BATCH,
  } = options;
  const importId = await findOrMakeImport(db, source.name, now());
  const interrupted = isDry ? undefined : await findInterrupted(db, importId);
  const run = interrupted ?? (await startRun(db, { importId, isDry, version: source.version, now: now() }));
  const place: Place = { importId, runId: run.id, isDry };
  const carrying: Carrying = { place, connections: [db, ...others], signal, progress, batch };
  const carriers = inOrder(options.carriers).map((carrier) => limited(carrier, source));
  await readSource(carrying, source, now(), isWhole);
  await refuseOtherDesk(carrying, interrupted === undefined);
  await prepare(carrying, carriers);
  const isLarge = !isDry && (await isBulk(carrying, options.bulkFrom));
  if (isLarge) {
    await holdSearchIndex(guard);
    await beginBulk(carrying);
  }
  await carryAll(carrying, carriers, source);
  if (!isDry) await settle(carrying, isLarge);
  await sayTheRest(carrying, carriers, source);
  if (!isDry && carriers.some(({ kind }) => kind === 'message')) {
    progress('comparing', 0, 0);
    await digestTickets(carrying);
  }
  return end(carrying, source, now());
}

/**
 * Ids say nothing of the desk that they are from. Another one, such as the neighbour in the same database, would overwrite
 * the tickets of the first.
 *
 * @param isNew whether the run has carried nothing yet
 * @throws MoveRefused if most tickets that earlier runs carried are others in this source
 */
async function refuseOtherDesk({ place, connections: [db] }: Carrying, isNew: boolean): Promise<void> {
  const { known, others } = await compareKnownTickets(db, place);
  if (others * 2 <= known) return;
  await db.transaction(async () => {
    await dropStage(db, place);
    if (place.isDry) await dropCopies(db, place);
    if (isNew) await forgetRun(db, place);
  });
  throw new MoveRefused(
    `This is another desk than the one that was carried before: of ${known} tickets with the same ids, ${others} have another number and another date. Nothing was changed. Carry it into a Hatchdesk of its own, or take the other one back first, with --undo`,
  );
}

async function carryAll(carrying: Carrying, carriers: readonly Carrier[], source: Source): Promise<void> {
  const withFiles = (these: Carrying, target: Target) => carryFiles(these, target, source);
  for (const carrier of carriers) {
    await carryKind(carrying, carrier, carrier.kind === 'attachment' ? withFiles : undefined);
  }
}

/** Leaves the desk as if its rows had come one by one. */
async function settle(carrying: Carrying, isLarge: boolean): Promise<void> {
  const hadNoIndexes = await restoreIndexes(carrying);
  if (isLarge) await settleBulk(carrying);
  if (hadNoIndexes || isLarge) await analyze(carrying);
}

/** Ends a run: what it counted is kept, and what it worked with is gone. */
async function end({ place, connections: [db] }: Carrying, source: Source, now: Date): Promise<RunResult> {
  const { runId, isDry } = place;
  const kinds = await inTransaction(db, place, () => countKinds(db, place));
  await db.transaction(async () => {
    if (!isDry) await keepStampsForLater(db, place, OF_TICKETS);
    await finishRun(db, place, kinds, now);
    if (!isDry) await insertRunEntry(db, now, 'import', entryOf(source, runId, kinds));
    await dropStage(db, place);
    if (isDry) await dropCopies(db, place);
  });
  return { runId, kinds };
}

/** A carrier that changes no more than its source may. */
const limited = (carrier: Carrier, { leaves }: Source): Carrier => {
  const left = leaves?.[carrier.kind];
  return left === undefined ? carrier : { ...carrier, leaves: left };
};

/** Completes the stage with what carriers add to it, and keeps the lines that they have to say. */
async function prepare({ place, connections: [db] }: Carrying, carriers: readonly Carrier[]): Promise<void> {
  await inTransaction(db, place, async () => {
    await analyzeRecords(db);
    for (const carrier of carriers) await runWords(db, place, carrier.prepare ?? []);
    const kinds = STAGED.map(({ kind }) => kind);
    for (const kind of await listFilled(db, place, kinds, 'without a place')) await placeAdded(db, place, kind);
  });
  await inTransaction(db, place, async () => {
    for (const carrier of carriers) {
      for (const sql of carrier.lines ?? []) await selectLines(db, place, carrier.kind, sql);
    }
  });
}

/** Kinds that carriers complete with what tickets refer to. While tickets count as unchanged, nobody knows them all. */
const COMPLETED: readonly Kind[] = ['status', 'priority', 'department', 'tag'];

/** Says what was not carried, and what is gone. */
async function sayTheRest(
  { place, connections: [db] }: Carrying,
  carriers: readonly Carrier[],
  source: Source,
): Promise<void> {
  const kinds = [...new Set(carriers.map(({ kind }) => kind))];
  const isPart = await hasUnchanged(db, place);
  await inTransaction(db, place, async () => {
    await analyzeRecords(db);
    for (const kind of await listFilled(db, place, kinds)) await sayWhatStays(db, place, kind);
    const carried = await listCarriedKinds(db, place);
    for (const kind of kinds.filter((one) => carried.has(one) && source.kinds.includes(one))) {
      if (!(isPart && COMPLETED.includes(kind))) await sayWhatIsGone(db, place, kind);
    }
    await nameTickets(db, place);
  });
}

function entryOf(source: Source, runId: number, kinds: RunResult['kinds']): string {
  const counts = Object.values(kinds);
  const sum = (member: 'added' | 'changed') => counts.reduce((total, counted) => total + counted[member], 0);
  return `Run ${runId} from ${source.label ?? source.name} added ${sum('added')} records and changed ${sum('changed')}`;
}
