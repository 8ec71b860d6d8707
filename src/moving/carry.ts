import type { SingleConnection } from '../database/single-connection';
import { isCarried } from '../store/moving/gone';
import { insertBatch, reserveIds } from '../store/moving/insert';
import { insertLines } from '../store/moving/lines';
import type { Place } from '../store/moving/place';
import { listFilled, runWords } from '../store/moving/stage';
import { type Batch, type Target, targetOf } from '../store/moving/tables';
import { adoptRows, forgetDeletedRows, hasUnknown, linkMatches, listBatches, makeTodo } from '../store/moving/todo';
import { forgetSame, updateBatch } from '../store/moving/update';
import { type Carrying, inBatches, inTransaction, writeOrDivide } from './batches';
import type { Carrier } from './carrier';
import { KINDS, type Kind } from './records';

/** Writes the rows of a carrier's records that are to be carried. */
type Write = (carrying: Carrying, target: Target) => Promise<void>;

/**
 * Carries the records of a carrier. What is here already is left alone, so it may be interrupted and begun again.
 *
 * @param write another way to write the rows, for those that take more than their columns
 */
export async function carryKind(carrying: Carrying, carrier: Carrier, write: Write = writeRows): Promise<void> {
  const { place, connections } = carrying;
  const [db] = connections;
  if (await isNothing(db, place, carrier.kind)) return;
  const target = await inTransaction(db, place, async () => {
    const found = await targetOf(db, place, carrier, KINDS[carrier.kind]);
    await forgetDeletedRows(db, found);
    if (await hasUnknown(db, found)) {
      await linkMatches(db, found);
      await adoptRows(db, found);
    }
    await makeTodo(db, found);
    return found;
  });
  await inTransaction(db, place, () => reserveIds(db, target));
  await write(carrying, target);
  await inTransaction(db, place, async () => {
    // Once more: two records may say the same, such as users with one address.
    if (carrier.matches !== undefined && (await hasUnknown(db, target))) await linkMatches(db, target);
    await runWords(db, place, carrier.finish ?? []);
  });
}

/** Whether neither this run nor an earlier one has records of a kind. */
async function isNothing(db: SingleConnection, place: Place, kind: Kind): Promise<boolean> {
  return !(await listFilled(db, place, [kind])).has(kind) && !(await isCarried(db, place, kind));
}

async function writeRows(carrying: Carrying, target: Target): Promise<void> {
  const [db] = carrying.connections;
  const added = await listBatches(db, target, 'todo_new', carrying.batch);
  await inBatches(carrying, target, added, (line, batch) =>
    writeOrDivide(line, target, batch, (part) => insertBatch(line, target, part)),
  );
  const changed = await listBatches(db, target, 'todo_changed', carrying.batch);
  await inBatches(carrying, target, changed, (line, batch) =>
    writeOrDivide(line, target, batch, async (part) => {
      await updateOrSay(line, target, part);
      await forgetSame(line, target);
    }),
  );
}

/** Updates the rows of changed records, and says which were changed here. */
export async function updateOrSay(db: SingleConnection, target: Target, batch: Batch): Promise<void> {
  const what = {
    ...{ line: 'changed-here', kind: target.carried.kind, reason: 'changed on both sides' },
    text: 'It changed in the old desk, and on this desk too since it was carried. This desk keeps its own.',
  };
  const changedHere = await updateBatch(db, target, batch);
  await insertLines(
    db,
    target.place,
    false,
    changedHere.map((sourceId) => ({ ...what, sourceId })),
  );
}
