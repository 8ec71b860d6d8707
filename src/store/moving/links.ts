import type { Db } from '../../database/pool';

/**
 * The import that an old WHMCS has here. Its ids are the same whichever way it is read, so a dump, its API and what is
 * written to it side by side are one import.
 */
export const OLD_DESK = 'whmcs';

/** A record of the old desk and the row here that is the same. */
export interface Link {
  kind: string;
  sourceId: string;
  table: string;
  id: number;
}

/**
 * Notes that rows here are records of the old desk, so that no import carries these a second time. What is linked already
 * stays as it is.
 */
export async function linkRecords(db: Db, links: Link[], now: Date): Promise<void> {
  await db.query('insert into imports (source, created_at) values ($1, $2) on conflict (source) do nothing', [
    OLD_DESK,
    now,
  ]);
  await db.query(
    `insert into import_records (import_id, kind, source_id, way, target_table, target_id)
     select i.id, l.kind, l."sourceId", 'linked', l."table", l.id
     from imports i, json_to_recordset($2) as l (kind text, "sourceId" text, "table" text, id int)
     where i.source = $1
     on conflict (import_id, kind, source_id) do nothing`,
    [OLD_DESK, JSON.stringify(links)],
  );
}

/** SQL for the old desk's id of the row of a kind whose id is `id`; null if it has none. */
export const sourceIdSql = (kind: string, id: string): string =>
  `(select r.source_id from import_records r join imports i on i.id = r.import_id and i.source = '${OLD_DESK}'
    where r.kind = '${kind}' and r.target_id = ${id} limit 1)`;

/** Which of these records of the old desk are linked with rows here. */
export async function listLinked(db: Db, kind: string, sourceIds: string[]): Promise<Set<string>> {
  const rows = await db.query<{ sourceId: string }>(
    `select r.source_id as "sourceId" from import_records r join imports i on i.id = r.import_id and i.source = $1
     where r.kind = $2 and r.source_id = any($3::text[])`,
    [OLD_DESK, kind, sourceIds],
  );
  return new Set(rows.map(({ sourceId }) => sourceId));
}
