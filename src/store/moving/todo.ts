import { type MovingDb, schemaOf, withWords } from './place';
import { type Batch, isRecord, isRow, rowDigest, stagedDigest, stageOf, type Target, type Todo } from './tables';

/** Forgets which rows records point to where the rows were deleted here, so that nothing refers to them any more. */
export async function forgetDeletedRows(db: MovingDb, target: Target): Promise<void> {
  await db.query(
    `update import_records r set target_id = null, second_id = null
     where ${isRecord(target)} and r.target_id is not null
       and not exists (select from ${target.carried.table} t where ${isRow(target, 'r')})`,
  );
}

/** Whether the stage has records that no run has linked or carried. */
export async function hasUnknown(db: MovingDb, target: Target): Promise<boolean> {
  const { place, carried } = target;
  const [row] = await db.query<{ some: boolean }>(
    `select exists (select from ${stageOf(target)} s
       where not exists (select from import_records r
         where r.import_id = ${place.importId} and r.kind = '${carried.kind}' and r.source_id = s.source_id)) as some`,
  );
  return row?.some ?? false;
}

/** Links records to rows that this desk had already. */
export async function linkMatches(db: MovingDb, target: Target): Promise<void> {
  const { place, carried } = target;
  if (carried.matches === undefined) return;
  await db.query(
    `insert into import_records (import_id, kind, source_id, way, target_table, target_id, digest, run_id)
     select ${place.importId}, '${carried.kind}', s.source_id, 'linked', '${carried.table}', m.target_id,
       ${stagedDigest(target)}, ${place.runId}
     from (select source_id, min(target_id) as target_id from (${withWords(carried.matches, place)}) x group by source_id) m
     join ${stageOf(target)} s on s.source_id = m.source_id
     where not exists (select from import_records r
       where r.import_id = ${place.importId} and r.kind = '${carried.kind}' and r.source_id = s.source_id)
     on conflict do nothing`,
  );
}

/** Takes rows that nobody has used yet for records. They are changed into what the records say like all others. */
export async function adoptRows(db: MovingDb, target: Target): Promise<void> {
  const { place, carried } = target;
  if (carried.adopts === undefined) return;
  await db.query(
    `insert into import_records (import_id, kind, source_id, way, target_table, target_id, row_digest, run_id)
     select distinct on (t.id) ${place.importId}, '${carried.kind}', a.source_id, 'adopted', '${carried.table}', t.id,
       ${rowDigest(target)}, ${place.runId}
     from (select source_id, min(target_id) as target_id from (${withWords(carried.adopts, place)}) x group by source_id) a
     join ${carried.table} t on t.id = a.target_id
     where not exists (select from import_records r where ${isRecord(target)} and r.target_id = t.id)
     order by t.id, a.source_id
     on conflict do nothing`,
  );
}

/** Lists in `todo_new` and `todo_changed` what is to be done for a carrier. */
export async function makeTodo(db: MovingDb, target: Target): Promise<void> {
  const schema = schemaOf(target.place);
  const { kind } = target.carried;
  for (const todo of ['todo_new', 'todo_changed']) {
    await db.query(`drop table if exists ${schema}.${todo}`);
    await db.query(`create table ${schema}.${todo} (seq int primary key)`);
  }
  await db.query(
    `insert into ${schema}.todo_new select s.seq from ${stageOf(target)} s
     where not exists (select from import_records r
       where r.import_id = ${target.place.importId} and r.kind = '${kind}' and r.source_id = s.source_id)
     order by s.seq`,
  );
  if (target.carried.leaves !== 'all') await listChanged(db, target);
  await db.query(`analyze ${schema}.todo_new`);
  await db.query(`analyze ${schema}.todo_changed`);
}

async function listChanged(db: MovingDb, target: Target): Promise<void> {
  const schema = schemaOf(target.place);
  await db.query(
    `insert into ${schema}.todo_changed select s.seq from ${stageOf(target)} s
     join import_records r on ${isRecord(target)} and r.source_id = s.source_id
     where r.way <> 'linked' and r.digest is distinct from ${stagedDigest(target)}
     order by s.seq`,
  );
}

/** Divides a list into batches of at most so many records. */
export async function listBatches(db: MovingDb, target: Target, todo: Todo, most: number): Promise<Batch[]> {
  const rows = await db.query<{ from: number; to: number; count: number }>(
    `select min(seq) as from, max(seq) as to, count(*)::int as count
     from (select seq, (row_number() over (order by seq) - 1) / ${most} as place from ${schemaOf(target.place)}.${todo}) rows
     group by place order by place`,
  );
  return rows.map((row) => ({ ...row, todo }));
}

/** Divides a batch in two. @returns an empty list if it has only one record */
export async function divideBatch(db: MovingDb, target: Target, batch: Batch): Promise<Batch[]> {
  if (batch.count <= 1) return [];
  const first = Math.floor(batch.count / 2);
  const list = `${schemaOf(target.place)}.${batch.todo}`;
  const [middle] = await db.query<{ seq: number }>(
    `select seq from ${list} where seq between ${batch.from} and ${batch.to} order by seq offset ${first} limit 1`,
  );
  if (middle === undefined) return [];
  return [
    { ...batch, to: middle.seq - 1, count: first },
    { ...batch, from: middle.seq, count: batch.count - first },
  ];
}

/** The source ids of a batch's records. */
export async function listSourceIds(db: MovingDb, target: Target, { todo, from, to }: Batch): Promise<string[]> {
  const rows = await db.query<{ id: string }>(
    `select s.source_id as id from ${stageOf(target)} s join ${schemaOf(target.place)}.${todo} l on l.seq = s.seq
     where s.seq between ${from} and ${to} order by s.seq`,
  );
  return rows.map(({ id }) => id);
}
