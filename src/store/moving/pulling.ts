import { OLD_DESK } from './links';
import type { MovingDb } from './place';

/** How far the old desk was carried. */
interface Carried {
  importId: number;
  /** When the last run that was finished began to read. */
  startedAt: Date | null;
  /** What was read by a run that was interrupted. */
  interrupted: string | null;
}

/** Finds how far the old desk was carried; undefined if nothing of it ever was. */
export async function findCarried(db: MovingDb): Promise<Carried | undefined> {
  const [carried] = await db.query<Carried>(
    `select i.id as "importId",
       (select max(r.started_at) from import_runs r
        where r.import_id = i.id and not r.is_dry and r.state = 'finished') as "startedAt",
       (select coalesce(r.source_version, '') from import_runs r
        where r.import_id = i.id and not r.is_dry and r.state = 'running' order by r.id desc limit 1) as interrupted
     from imports i where i.source = $1`,
    [OLD_DESK],
  );
  return carried;
}

/** The stamps of these tickets when they were carried, by their ids. */
export async function listStamps(
  db: MovingDb,
  importId: number,
  sourceIds: readonly string[],
): Promise<Map<string, string>> {
  const rows = await db.query<{ id: string; stamp: string }>(
    'select source_id as id, stamp from import_stamps where import_id = $1 and source_id = any($2::text[])',
    [importId, sourceIds],
  );
  return new Map(rows.map(({ id, stamp }) => [id, stamp]));
}
