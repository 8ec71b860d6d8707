import type { MovingDb } from './place';
import { type Batch, selectBatch, stageOf, type Target } from './tables';

/** A file to be carried. */
export interface WantedFile {
  /** Its record's place in the stage. */
  seq: number;
  sourceId: string;
  filename: string;
  place: string;
  /** Whether the old desk itself has deleted its bytes. */
  isRemoved: boolean;
  /** The number of its ticket. */
  number: string;
}

/** Lists the files of a batch whose messages or notes are here. */
export const listWantedFiles = (db: MovingDb, target: Target, batch: Batch): Promise<WantedFile[]> =>
  db.query(
    `select s.seq, s.source_id as "sourceId", coalesce(s.filename, '') as filename, coalesce(s.place, '') as place,
       coalesce(s.is_removed, false) as "isRemoved", coalesce(t.number, '') as number
     from (${selectBatch(target.carried.select, target, batch)}) x
     join ${stageOf(target)} s on s.source_id = x.source_id
     left join ${stageOf(target, 'ticket')} t on t.source_id = s.ticket_id
     order by s.seq`,
  );

/** A file as it was found. */
interface FoundFile {
  sourceId: string;
  size: number;
  isMissing: boolean;
}

/** Inserts the picked attachments, with what their files told. */
export async function insertPickedFiles(
  db: MovingDb,
  { carried: { table, columns } }: Target,
  files: readonly FoundFile[],
): Promise<void> {
  await db.query(
    `insert into ${table} (id, ${columns.join(', ')}, size, removed_at)
     select p.target_id, ${columns.map((column) => `p.${column}`).join(', ')}, coalesce(f.size, 0),
       case when f."isMissing" then now() end
     from picked p left join json_to_recordset($1) as f ("sourceId" text, size int, "isMissing" boolean)
       on f."sourceId" = p.source_id
     order by p.target_id`,
    [JSON.stringify(files)],
  );
}

/** The ids of the picked attachments, by their source ids. */
export async function listPickedIds(db: MovingDb): Promise<Map<string, number>> {
  const rows = await db.query<{ sourceId: string; id: number }>(
    'select source_id as "sourceId", target_id as id from picked where true',
  );
  return new Map(rows.map(({ sourceId, id }) => [sourceId, id]));
}

/** Makes room for the bytes of picked attachments, which were missing before or are others now. */
export async function replaceFiles(db: MovingDb, files: readonly (FoundFile & { id: number })[]): Promise<void> {
  await db.query(
    `with found as (select * from json_to_recordset($1) as f (id int, size int)),
     gone as (delete from attachment_contents c using found where c.attachment_id = found.id)
     update attachments a set size = found.size, removed_at = null from found where a.id = found.id`,
    [JSON.stringify(files)],
  );
}

/** Makes a later run look for files again. Those that were missing before too have not changed. */
export async function lookAgain(db: MovingDb, { place, carried }: Target, sourceIds: readonly string[]): Promise<void> {
  if (sourceIds.length === 0) return;
  await db.query(
    `update import_records set digest = null
     where import_id = ${place.importId} and kind = '${carried.kind}' and source_id = any($1)`,
    [sourceIds],
  );
  await db.query(
    `delete from import_changes
     where run_id = ${place.runId} and kind = '${carried.kind}' and source_id = any($1) and digest is null`,
    [sourceIds],
  );
}

/** The statement that copies bytes. */
export const COPY_CONTENTS = 'copy attachment_contents (attachment_id, bytes) from stdin with (format binary)';
