import type { Db } from '../../database/pool';
import { OLD_DESK } from '../moving/links';

/** What has an id in both desks, and the table with those of this one. */
const TABLES = { ticket: 'tickets', message: 'messages', note: 'notes' } as const;

/** Something that a call names by its id. */
export interface NamedThing {
  kind: keyof typeof TABLES;
  id: number;
}

/**
 * Whether this desk has something of this id that the old desk does not have under it, because it was added here after the
 * import. Without an import, nobody can tell.
 */
export async function isOnlyHere(db: Db, { kind, id }: NamedThing): Promise<boolean> {
  const [row] = await db.query<{ isOnly: boolean }>(
    `select exists (select from ${TABLES[kind]} where id = $1) and exists (
       select from imports i where i.source = $4 and not exists (
         select from import_records r
         where r.import_id = i.id and r.kind = $2 and r.source_id = $3 and r.target_id = $1)) as "isOnly"`,
    [id, kind, String(id), OLD_DESK],
  );
  return row?.isOnly === true;
}
