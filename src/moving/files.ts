import type { SingleConnection } from '../database/single-connection';
import {
  COPY_CONTENTS,
  insertPickedFiles,
  listPickedIds,
  listWantedFiles,
  lookAgain,
  replaceFiles,
} from '../store/moving/files';
import { pickNew, recordPicked } from '../store/moving/insert';
import { insertLines } from '../store/moving/lines';
import type { Batch, Target, Todo } from '../store/moving/tables';
import { listBatches } from '../store/moving/todo';
import { type Carrying, inBatches, inTransaction, writeOrDivide } from './batches';
import { updateOrSay } from './carry';
import { copyBytes } from './copy-bytes';
import { type ReadFile, readFiles } from './read-files';
import { FILE_MISSING } from './report/words';
import type { Source } from './source';

/** How many files are asked for together. */
const BATCH = 200;

/** Carries attachments with their bytes: new ones, and those that changed or were missing. */
export async function carryFiles(carrying: Carrying, target: Target, source: Source): Promise<void> {
  for (const todo of ['todo_new', 'todo_changed'] as const) {
    const batches = await listBatches(carrying.connections[0], target, todo, BATCH);
    await inBatches(carrying, target, batches, (db, batch) => carryBatch(db, carrying, target, batch, source));
  }
}

const WRITE: Record<Todo, typeof insertFiles> = { todo_new: insertFiles, todo_changed: updateFiles };

async function carryBatch(
  db: SingleConnection,
  { place, signal }: Carrying,
  target: Target,
  batch: Batch,
  source: Source,
): Promise<void> {
  // In a transaction, because only there does a dry run see its copies of the tables.
  const wanted = await inTransaction(db, place, () => listWantedFiles(db, target, batch));
  for await (const files of readFiles(source, wanted, signal, place.isDry)) {
    const [first, last] = [files[0], files.at(-1)];
    if (first === undefined || last === undefined) continue;
    const part = { ...batch, from: first.seq, to: last.seq, count: files.length };
    await writeOrDivide(db, target, part, async (some) => {
      const ours = files.filter(({ seq }) => seq >= some.from && seq <= some.to);
      await WRITE[batch.todo](db, target, some, ours);
      await sayWhatIsMissing(db, target, ours);
    });
  }
}

async function insertFiles(db: SingleConnection, target: Target, batch: Batch, files: ReadFile[]): Promise<void> {
  await pickNew(db, target, batch);
  await insertPickedFiles(
    db,
    target,
    files.map(({ sourceId, size, isMissing }) => ({ sourceId, size, isMissing })),
  );
  await copyContents(db, files, await listPickedIds(db));
  await recordPicked(db, target);
}

async function updateFiles(db: SingleConnection, target: Target, batch: Batch, files: ReadFile[]): Promise<void> {
  await updateOrSay(db, target, batch);
  // Those that were changed here are not picked any more.
  const ids = await listPickedIds(db);
  const found = files.flatMap(({ sourceId, size, isMissing, bytes }) => {
    const id = ids.get(sourceId);
    return id === undefined || bytes === undefined ? [] : [{ sourceId, size, isMissing, id }];
  });
  await replaceFiles(db, found);
  await copyContents(db, files, ids);
}

async function copyContents(db: SingleConnection, files: ReadFile[], ids: Map<string, number>): Promise<void> {
  const rows = files.flatMap(({ sourceId, bytes }) => {
    const id = ids.get(sourceId);
    return id === undefined || bytes === undefined ? [] : [{ id, bytes }];
  });
  if (rows.length > 0) await db.copyIn(COPY_CONTENTS, copyBytes(rows));
}

async function sayWhatIsMissing(db: SingleConnection, target: Target, files: ReadFile[]): Promise<void> {
  const missing = files.filter(({ isMissing }) => isMissing);
  await lookAgain(
    db,
    target,
    missing.map(({ sourceId }) => sourceId),
  );
  const what = { line: 'differs', kind: target.carried.kind, reason: FILE_MISSING };
  await insertLines(
    db,
    target.place,
    false,
    missing.map(({ sourceId, filename, number }) => ({
      ...{ ...what, sourceId, title: number },
      text: `The bytes of ${filename} are not in the old desk's files. This desk keeps its name, and a later run looks again.`,
    })),
  );
}
