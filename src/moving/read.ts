import { copyDesk } from '../store/moving/copies';
import { forgetLines, insertLines } from '../store/moving/lines';
import {
  createStage,
  findMarker,
  indexEmpty,
  indexStaged,
  keepMarker,
  listFilled,
  type Marker,
} from '../store/moving/stage';
import { continueStage } from '../store/moving/stamps';
import type { Carrying } from './batches';
import type { Kind } from './records';
import type { Source } from './source';
import { STAGED, Stage } from './stage';

/** Kinds whose records belong to a ticket. */
export const OF_TICKETS: readonly Kind[] = ['ticket', 'message', 'note', 'attachment'];

/** How long what was read of a source that doesn't say whether it changed may be used. */
const FRESH_MS = 6 * 60 * 60 * 1000;

/**
 * Reads a source into the stage, unless this run did so before it was interrupted and nothing is newer there.
 *
 * @param isWhole whether to read every ticket, also those that have not changed since an earlier run
 */
export async function readSource(carrying: Carrying, source: Source, now: Date, isWhole: boolean): Promise<void> {
  const { place, connections, signal, progress } = carrying;
  const [db] = connections;
  const version = source.version ?? null;
  const found = await findMarker(db, place);
  const marker = found !== undefined && isUsable(found, carrying, version, now) ? found : undefined;
  if (marker?.isComplete) return forgetLines(db, place, false);
  const since =
    marker && (await continueStage(db, place, { all: STAGED.map(({ kind }) => kind), ofTickets: OF_TICKETS }));
  await forgetLines(db, place, since === undefined);
  const readAt = marker?.readAt ?? now;
  if (since === undefined) {
    await db.transaction(() => createStage(db, place, STAGED));
    await keepMarker(db, place, { version, isComplete: false, readAt });
  }
  const sink = new Stage(connections, place, since ?? 0, progress, isWhole);
  try {
    await source.read(sink, signal);
  } finally {
    await sink.flush();
  }
  signal.throwIfAborted();
  await completeStage(carrying, since ?? 0);
  if (place.isDry) await db.transaction(() => copyDesk(db, place));
  await keepMarker(db, place, { version, isComplete: true, readAt });
}

function isUsable({ runId, version, readAt }: Marker, { place }: Carrying, wanted: string | null, now: Date): boolean {
  if (runId !== place.runId || version !== wanted) return false;
  return wanted !== null || now.getTime() - readAt.getTime() < FRESH_MS;
}

async function completeStage({ place, connections: [db], progress }: Carrying, since: number): Promise<void> {
  const kinds = STAGED.map(({ kind }) => kind);
  const filled = await listFilled(db, place, kinds);
  await indexEmpty(
    db,
    place,
    kinds.filter((kind) => !filled.has(kind)),
  );
  for (const [index, kind] of [...filled].entries()) {
    progress('sorting', index, filled.size);
    const twice = await indexStaged(db, place, kind, since);
    const what = {
      ...{ line: 'note', kind, reason: 'more than once' },
      text: 'The old desk has several records with this id. The last of them counts.',
    };
    await insertLines(
      db,
      place,
      true,
      twice.map((sourceId) => ({ ...what, sourceId })),
    );
  }
}
