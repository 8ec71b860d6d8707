import { divideAmong } from '../database/lines';
import type { SingleConnection } from '../database/single-connection';
import { settleTransaction } from '../store/moving/imports';
import { insertLines } from '../store/moving/lines';
import type { Place } from '../store/moving/place';
import type { Batch, Target } from '../store/moving/tables';
import { divideBatch, listSourceIds } from '../store/moving/todo';
import { isRefused, isWorthRepeating, reasonOf } from './row-refused';

/** What carrying needs. */
export interface Carrying {
  place: Place;
  /** Each works on a batch of its own. */
  connections: readonly [SingleConnection, ...SingleConnection[]];
  signal: AbortSignal;
  /** Tells how many records of a kind are done. */
  progress: (what: string, done: number, total?: number) => void;
  /** How many rows are written together. */
  batch: number;
}

/** Runs work in a transaction that writes in the import's ways. */
export const inTransaction = <T>(db: SingleConnection, place: Place, work: () => Promise<T>): Promise<T> =>
  db.transaction(async () => {
    await settleTransaction(db, place);
    return work();
  });

/**
 * Works through batches on all connections.
 *
 * @throws what failed first, once all have ended
 */
export async function inBatches(
  { connections, signal, progress }: Carrying,
  target: Target,
  batches: readonly Batch[],
  work: (db: SingleConnection, batch: Batch) => Promise<void>,
): Promise<void> {
  const total = batches.reduce((sum, { count }) => sum + count, 0);
  let done = 0;
  await divideAmong(connections, batches, async (db, batch) => {
    signal.throwIfAborted();
    await work(db, batch);
    done += batch.count;
    progress(target.carried.kind, done, total);
  });
}

/**
 * Writes a batch in a transaction. One that the server refuses for what is in it is divided until the row is found, which
 * stays behind with a line.
 */
export async function writeOrDivide(
  db: SingleConnection,
  target: Target,
  batch: Batch,
  write: (part: Batch) => Promise<void>,
): Promise<void> {
  try {
    await repeatedly(() => inTransaction(db, target.place, () => write(batch)));
  } catch (error) {
    if (!isRefused(error)) throw error;
    const parts = await divideBatch(db, target, batch);
    for (const part of parts) await writeOrDivide(db, target, part, write);
    if (parts.length === 0) await sayItStays(db, target, batch, reasonOf(error));
  }
}

const TRIES = 5;

/** Two batches may wait for each other over what both write, such as a tag. The server ends one, which is repeated. */
async function repeatedly<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await work();
    } catch (error) {
      if (tries === TRIES || !isWorthRepeating(error)) throw error;
    }
  }
}

async function sayItStays(db: SingleConnection, target: Target, batch: Batch, text: string): Promise<void> {
  const ids = await listSourceIds(db, target, batch);
  const what = { line: 'stays', kind: target.carried.kind, reason: 'refused by the database', text };
  await insertLines(
    db,
    target.place,
    false,
    ids.map((sourceId) => ({ ...what, sourceId })),
  );
}
