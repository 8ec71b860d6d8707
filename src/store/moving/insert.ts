import type { MovingDb } from './place';
import { type Batch, isRow, ownerOf, rowDigest, selectBatch, stagedDigest, stageOf, type Target } from './tables';

/** Makes new rows of the table get ids above all that staged records want. */
export async function reserveIds(db: MovingDb, target: Target): Promise<void> {
  if (target.carried.key !== undefined) return;
  const [wanted] = await db.query<{ highest: number | null; sequence: string }>(
    `select max(wanted_id) as highest, pg_get_serial_sequence('${target.carried.table}', 'id') as sequence
     from (${selectAll(target)}) x`,
  );
  if (wanted === undefined || wanted.highest === null) return;
  // Changing a sequence keeps others from drawing of it until the transaction ends.
  await db.query(`alter sequence ${wanted.sequence} cache 1`);
  await db.query(
    `select setval('${wanted.sequence}', greatest(last_value, $1::int), true) from ${wanted.sequence}
     where last_value < $1::int or (last_value = $1::int and not is_called)`,
    [wanted.highest],
  );
}

const selectAll = (target: Target): string =>
  selectBatch(target.carried.select, target, { todo: 'todo_new', from: 0, to: 2 ** 31 - 1, count: 0 });

/** Inserts the rows of new records, with their children and what is to be remembered of them. */
export async function insertBatch(db: MovingDb, target: Target, batch: Batch): Promise<void> {
  await pickNew(db, target, batch);
  await insertPicked(db, target);
  await insertChildren(db, target, batch);
  await recordPicked(db, target);
}

/** Makes a temporary table `picked` of a batch's rows. */
export async function pickNew(db: MovingDb, target: Target, batch: Batch): Promise<void> {
  const { carried, types } = target;
  const columns = carried.columns.map((column) => `x.${column}::${types.get(column)} as ${column}`);
  await db.query(
    `create temp table picked on commit drop as
     select x.source_id, ${idOf(target)}, ${columns.join(', ')}, ${stagedDigest(target)} as staged_digest,
       ${ownerOf(target)} as owner_source_id
     from (${selectBatch(carried.select, target, batch)}) x join ${stageOf(target)} s on s.source_id = x.source_id`,
  );
}

function idOf(target: Target): string {
  const { table, key } = target.carried;
  if (key !== undefined) return `x.${key[0]} as target_id, x.${key[1]} as second_id`;
  const isFree = `not exists (select from ${table} t where t.id = x.wanted_id)
      and row_number() over (partition by x.wanted_id order by s.seq) = 1`;
  return `case when x.wanted_id is not null and ${isFree} then x.wanted_id
      else nextval(pg_get_serial_sequence('${table}', 'id'))::int end as target_id, null::int as second_id`;
}

async function insertPicked(db: MovingDb, target: Target): Promise<void> {
  const { table, key, columns } = target.carried;
  const [names, values] = [columns.join(', '), columns.map((column) => `picked.${column}`).join(', ')];
  await db.query(
    key === undefined
      ? `insert into ${table} (id, ${names}) select target_id, ${values} from picked order by target_id`
      : `insert into ${table} (${names}) select ${values} from picked`,
  );
  if (table === 'messages' && !target.place.isDry) await markForSearch(db);
}

/**
 * The triggers leave marks for tickets and for replies: an opening message comes with its ticket. Here it comes later, when
 * a running server may have indexed the ticket without it.
 */
async function markForSearch(db: MovingDb): Promise<void> {
  await db.query('insert into search_marks select ticket_id, target_id, false from picked where is_first');
}

/** Inserts the children of the picked rows. */
export async function insertChildren(db: MovingDb, target: Target, batch: Batch): Promise<void> {
  for (const { table, owner, columns, select } of target.carried.children ?? []) {
    await db.query(
      `insert into ${table} (${owner}, ${columns.join(', ')})
       select picked.target_id, ${columns.map((column) => `x.${column}`).join(', ')}
       from (${selectBatch(select, target, batch)}) x join picked on picked.source_id = x.source_id`,
    );
  }
}

/** Remembers what was inserted. */
export async function recordPicked(db: MovingDb, target: Target): Promise<void> {
  const { place, carried } = target;
  await db.query(
    `insert into import_records (import_id, kind, source_id, way, target_table, target_id, second_id, owner_id, digest,
       row_digest, run_id)
     select ${place.importId}, '${carried.kind}', p.source_id, 'inserted', '${carried.table}', p.target_id, p.second_id,
       p.owner_source_id, p.staged_digest, ${rowDigest(target)}, ${place.runId}
     from picked p join ${carried.table} t on ${isRow(target, 'p')}`,
  );
}
