import { insertChildren } from './insert';
import type { MovingDb } from './place';
import { type Batch, isRecord, isRow, rowDigest, selectBatch, stagedDigest, stageOf, type Target } from './tables';

/**
 * Updates the rows of changed records that nobody has changed here since they were written. What they were is kept.
 *
 * @returns the source ids of those that were changed here
 */
export async function updateBatch(db: MovingDb, target: Target, batch: Batch): Promise<string[]> {
  await pickChanged(db, target, batch);
  const { table } = target.carried;
  await db.query(`select from ${table} t join picked p on ${isRow(target, 'p')} for no key update of t`);
  const others = await db.query<{ id: string }>(
    `delete from picked p
     where not exists (select from ${table} t where ${isRow(target, 'p')} and ${rowDigest(target)} = p.row_digest)
     returning p.source_id as id`,
  );
  await keepBefore(db, target);
  await updatePicked(db, target, batch);
  await recordPicked(db, target);
  return others.map(({ id }) => id);
}

async function pickChanged(db: MovingDb, target: Target, batch: Batch): Promise<void> {
  const { carried, types } = target;
  const columns = carried.columns.map((column) => `x.${column}::${types.get(column)} as ${column}`);
  await db.query(
    `create temp table picked on commit drop as
     select x.source_id, r.target_id, r.second_id, r.digest, r.row_digest, ${columns.join(', ')},
       ${stagedDigest(target)} as staged_digest
     from (${selectBatch(carried.select, target, batch)}) x
     join ${stageOf(target)} s on s.source_id = x.source_id
     join import_records r on ${isRecord(target)} and r.source_id = x.source_id`,
  );
}

/** Keeps what the picked rows are, unless this run has changed them before. */
async function keepBefore(db: MovingDb, target: Target): Promise<void> {
  const { place, carried } = target;
  const children = (carried.children ?? []).map(
    ({ table, owner }) => `, '${table}', (select coalesce(jsonb_agg(c), '[]') from ${table} c where c.${owner} = t.id)`,
  );
  await db.query(
    `insert into import_changes (run_id, kind, source_id, before, digest, row_digest)
     select ${place.runId}, '${carried.kind}', p.source_id,
       jsonb_build_object('row', to_jsonb(t), 'children', jsonb_build_object(${children.join('').slice(1)})),
       p.digest, p.row_digest
     from picked p join ${carried.table} t on ${isRow(target, 'p')}
     on conflict do nothing`,
  );
}

async function updatePicked(db: MovingDb, target: Target, batch: Batch): Promise<void> {
  const { table, leaves = [] } = target.carried;
  const columns = target.carried.columns.filter((column) => !leaves.includes(column));
  const children = (target.carried.children ?? []).filter((child) => !leaves.includes(child.table));
  const sets = columns.map((column) => `${column} = p.${column}`).join(', ');
  await db.query(`update ${table} t set ${sets} from picked p where ${isRow(target, 'p')}`);
  for (const child of children) {
    await db.query(`delete from ${child.table} c using picked p where c.${child.owner} = p.target_id`);
  }
  await insertChildren(db, { ...target, carried: { ...target.carried, children } }, batch);
}

/** Remembers what was changed. */
async function recordPicked(db: MovingDb, target: Target): Promise<void> {
  await db.query(
    `update import_records r set digest = p.staged_digest, row_digest = ${rowDigest(target)}
     from picked p join ${target.carried.table} t on ${isRow(target, 'p')}
     where ${isRecord(target)} and r.source_id = p.source_id`,
  );
}

/**
 * Forgets what was kept of picked rows that are the same as before. Another way to read the old desk knows other things of a
 * record, so it seems to have changed.
 */
export async function forgetSame(db: MovingDb, { place, carried }: Target): Promise<void> {
  await db.query(
    `delete from import_changes c using picked p, import_records r
     where c.run_id = ${place.runId} and c.kind = '${carried.kind}' and c.source_id = p.source_id
       and r.import_id = ${place.importId} and r.kind = c.kind and r.source_id = c.source_id
       and r.row_digest = p.row_digest
       -- Otherwise this run changed the row before.
       and c.row_digest = p.row_digest and c.digest is not distinct from p.digest`,
  );
}
