import type { MovingDb } from './place';
import { isRow, rowDigest, type Target } from './tables';

/**
 * Gives some of a carrier's rows back what they were before a run changed them, unless they were changed here since.
 *
 * @returns how many there were to give back
 */
export async function restoreSome(db: MovingDb, target: Target, most: number): Promise<number> {
  const { place, carried } = target;
  await db.query(
    `create temp table picked on commit drop as
     select r.source_id, r.target_id, r.second_id, r.row_digest as written_digest, r.way, c.before, c.digest, c.row_digest
     from import_changes c join import_records r
       on r.import_id = ${place.importId} and r.kind = c.kind and r.source_id = c.source_id
     where c.run_id = ${place.runId} and c.kind = '${carried.kind}' and r.target_table = '${carried.table}'
     order by c.source_id limit ${most}`,
  );
  await db.query(`select from ${carried.table} t join picked p on ${isRow(target, 'p')} for no key update of t`);
  const done = await db.query(
    `delete from import_changes c using picked p
     where c.run_id = ${place.runId} and c.kind = '${carried.kind}' and c.source_id = p.source_id returning 1`,
  );
  await sayWhatIsKept(db, target);
  await restorePicked(db, target);
  return done.length;
}

async function sayWhatIsKept(db: MovingDb, target: Target): Promise<void> {
  const { place, carried } = target;
  await db.query(
    `with others as (
       delete from picked p
       where not exists (select from ${carried.table} t where ${isRow(target, 'p')} and ${rowDigest(target)} = p.written_digest)
       returning p.source_id)
     insert into import_lines (run_id, is_read, line, kind, source_id, reason, text)
     select ${place.runId}, false, 'changed-here', '${carried.kind}', source_id, 'not taken back: changed here',
       'It was changed on this desk since the run changed it, so it stays as it is.'
     from others on conflict do nothing`,
  );
}

async function restorePicked(db: MovingDb, target: Target): Promise<void> {
  const { place, carried } = target;
  const { table, kind, columns, children = [] } = carried;
  await db.query(
    `update ${table} t set ${columns.map((column) => `${column} = b.${column}`).join(', ')}
     from picked p cross join lateral jsonb_populate_record(null::${table}, p.before->'row') b where ${isRow(target, 'p')}`,
  );
  for (const child of children) {
    const names = [child.owner, ...child.columns].join(', ');
    await db.query(`delete from ${child.table} c using picked p where c.${child.owner} = p.target_id`);
    await db.query(
      `insert into ${child.table} (${names}) select ${names} from picked p
         cross join lateral jsonb_populate_recordset(null::${child.table}, p.before->'children'->'${child.table}') b`,
    );
  }
  await db.query(
    `update import_records r set digest = p.digest, row_digest = p.row_digest
     from picked p where r.import_id = ${place.importId} and r.kind = '${kind}' and r.source_id = p.source_id`,
  );
  await db.query(
    `delete from import_records r using picked p
     where r.run_id = ${place.runId} and r.way = 'adopted' and r.kind = '${kind}' and r.source_id = p.source_id`,
  );
}
