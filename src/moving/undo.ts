import { withConnections } from '../database/lines';
import type { Connection } from '../database/pool';
import { type SingleConnection, withSingleConnection } from '../database/single-connection';
import { insertRunEntry, tryLockImport } from '../store/moving/imports';
import type { Place } from '../store/moving/place';
import { dropStage } from '../store/moving/stage';
import { type Target, targetOf } from '../store/moving/tables';
import {
  deleteSome,
  findLastRun,
  forgetLinked,
  keepChanged,
  keepParts,
  keepUsed,
  type Listed,
  listInserted,
  listReferences,
  markUndone,
  sayWhatIsKept,
} from '../store/moving/undo';
import { restoreSome } from '../store/moving/undo-changes';
import { type Carrying, inTransaction } from './batches';
import type { Carrier } from './carrier';
import { restoreIndexes } from './finish';
import { inOrder } from './order';
import { KINDS } from './records';
import { MoveRefused } from './refused';
import type { Sink } from './source';

const NAME = 'hatchdesk import';

/** How many rows are taken back together. */
const BATCH = 5000;

/** Tables whose rows say nothing of their own: they go with what they refer to. */
const UNIMPORTANT = new Set([
  ...[
    'attachment_contents',
    'client_sessions',
    'custom_field_options',
    'emails',
    'mail_log',
    'merges',
    'password_resets',
    'sign_in_links',
  ],
  ...['sso_tokens', 'staff_sessions', 'ticket_presence', 'ticket_seen'],
]);

interface UndoOptions {
  carriers: readonly Carrier[];
  /** Whose run to take back: the name of a source. By default anybody's. */
  source?: string;
  /** The run to take back; by default the last one. */
  runId?: number | undefined;
  now: () => Date;
  signal?: AbortSignal;
  progress?: Sink['progress'];
}

/**
 * Takes back the last run: deletes what it inserted, and gives what it changed back what it was. What was changed here since,
 * or is referred to by what was made here, stays, with a line of the run.
 *
 * @returns the run's id
 * @throws MoveRefused if there is no such run, if it is not the last, or if the last one read another desk
 */
export async function undoImport(connection: Connection, options: UndoOptions): Promise<number> {
  return withSingleConnection(connection, `${NAME} lock`, (guard) =>
    guard.transaction(async () => {
      if (!(await tryLockImport(guard))) throw new MoveRefused('Another import is running right now');
      return withConnections(connection, NAME, 2, (connections) => undoWith(connections, options));
    }),
  );
}

async function undoWith(
  [db, ...others]: SingleConnection[],
  { carriers, source, runId, now, signal = new AbortController().signal, progress = () => {} }: UndoOptions,
): Promise<number> {
  if (db === undefined) throw new Error('undoing needs a connection');
  const run = await findLastRun(db);
  if (run === undefined) throw new MoveRefused('There is no run to take back');
  if (runId !== undefined && runId !== run.id) {
    throw new MoveRefused(`Only the last run can be taken back, and that is run ${run.id}`);
  }
  if (source !== undefined && source !== run.source) {
    throw new MoveRefused(
      `Only the last run can be taken back, and run ${run.id} read another desk: use "hatchdesk import ${run.source} --undo"`,
    );
  }
  const place: Place = { importId: run.importId, runId: run.id, isDry: false };
  const carrying: Carrying = { place, connections: [db, ...others], signal, progress, batch: BATCH };
  await restoreIndexes(carrying);
  const targets: Target[] = [];
  for (const carrier of inOrder(carriers).reverse())
    targets.push(await targetOf(db, place, carrier, KINDS[carrier.kind]));
  for (const target of targets) await repeat(carrying, target, 'taking back changes', restoreSome);
  await inTransaction(db, place, async () => {
    await listInserted(db, place);
    await keepWhatMustStay(db, place, targets);
    await sayWhatIsKept(db, place);
  });
  for (const target of targets) await repeat(carrying, target, 'taking back', deleteSome);
  await inTransaction(db, place, async () => {
    await forgetLinked(db, place);
    await markUndone(db, place, now());
    await insertRunEntry(db, now(), 'import undo', `Run ${run.id} of the import from ${run.source} was taken back`);
    await dropStage(db, place);
  });
  return run.id;
}

/** Repeats work with some rows of a carrier until none is left. */
async function repeat(
  { place, connections: [db], signal, progress }: Carrying,
  target: Target,
  what: string,
  work: (db: SingleConnection, target: Target, most: number) => Promise<number>,
): Promise<void> {
  for (let done = 0; ; ) {
    signal.throwIfAborted();
    const count = await inTransaction(db, place, () => work(db, target, BATCH));
    done += count;
    if (count === 0) return;
    progress(`${what}: ${target.carried.kind}`, done);
  }
}

/** Finds what must stay: what was changed or is used here, what that refers to, and what belongs to it. */
async function keepWhatMustStay(db: SingleConnection, place: Place, targets: readonly Target[]): Promise<void> {
  for (const target of targets) await keepChanged(db, target);
  const tables = [...new Set(targets.map(({ carried }) => carried.table))];
  const references = (await listReferences(db, tables)).filter(({ table }) => !UNIMPORTANT.has(table));
  for (let found = true; found; ) {
    found = false;
    for (const reference of references) {
      if (await keepUsed(db, place, reference, listedAs(reference.table, targets))) found = true;
      const own = ownListing(reference.table, targets);
      if (reference.isPart && own && (await keepParts(db, place, reference, own))) found = true;
    }
  }
}

function ownListing(table: string, targets: readonly Target[]): Listed | undefined {
  const carried = targets.find((target) => target.carried.table === table)?.carried;
  return carried && { table, columns: carried.key ?? ['id'] };
}

/** How the rows of a table are listed: as rows of a carrier, or as children of some. */
function listedAs(table: string, targets: readonly Target[]): Listed[] {
  const own = ownListing(table, targets);
  const asChildren = targets.flatMap(({ carried }) =>
    (carried.children ?? []).flatMap((child) =>
      child.table === table ? [{ table: carried.table, columns: [child.owner] }] : [],
    ),
  );
  return own === undefined ? asChildren : [own, ...asChildren];
}
