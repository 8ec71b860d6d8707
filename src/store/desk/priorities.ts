import type { Db } from '../../database/pool';
import { lockUntilCommit } from '../locks';
import type { Named, Names } from './named';

/** Lists all priorities in their order. */
export const listPriorities = (db: Db): Promise<Named[]> =>
  db.query('select id, name from priorities order by sort_order, id');

/**
 * Finds a priority by name, in any letter case, and keeps it from being renamed or deleted until the transaction ends.
 * A setting refers to it only by this name.
 */
export async function holdPriority(db: Db, name: string): Promise<Named | undefined> {
  const [row] = await db.query<Named>(
    'select id, name from priorities where lower(name) = lower(trim($1)) order by id limit 1 for share',
    [name],
  );
  return row;
}

/** Whether any ticket has a priority, including deleted and merged ones. */
export async function isPriorityUsed(db: Db, id: number): Promise<boolean> {
  return (await db.query('select 1 from tickets where priority_id = $1 limit 1', [id])).length > 0;
}

/** SQL for the number that the HelpDeskEddy API has for a priority. */
export const PUBLIC_ID = 'coalesce(public_id, id)';

/** A priority with the number that the HelpDeskEddy API has for it. */
export interface PublicPriority extends Named {
  publicId: number;
  names: Names;
}

/** Lists all priorities in the order of those numbers. */
export const listPublicPriorities = (db: Db): Promise<PublicPriority[]> =>
  db.query(`select id, name, ${PUBLIC_ID} as "publicId", names from priorities order by ${PUBLIC_ID}, id`);

/** A priority as its row has it. */
export interface PriorityRow extends Named {
  publicId: number;
  sortOrder: number;
}

/** Lists all priorities in their order, or only the one with an id. */
export const listPriorityRows = (db: Db, id: number | undefined): Promise<PriorityRow[]> =>
  db.query(
    `select id, name, ${PUBLIC_ID} as "publicId", sort_order as "sortOrder"
     from priorities where $1::int is null or id = $1 order by sort_order, id`,
    [id ?? null],
  );

/** Keeps other transactions from numbering priorities until this one ends. */
const holdPublicIds = (db: Db): Promise<void> => lockUntilCommit(db, 'numbers of priorities');

/** The next free number for a new priority: one more than the greatest. */
export async function nextPublicId(db: Db): Promise<number> {
  await holdPublicIds(db);
  const [row] = await db.query<{ next: number }>(`select coalesce(max(${PUBLIC_ID}), 0) + 1 as next from priorities`);
  return row?.next ?? 1;
}

/**
 * Whether another priority has a number.
 *
 * @param exceptId the priority that is being changed, if any.
 */
export async function isPublicIdTaken(
  db: Db,
  publicId: number | undefined,
  exceptId: number | null = null,
): Promise<boolean> {
  if (publicId === undefined) return false;
  await holdPublicIds(db);
  const rows = await db.query(`select 1 from priorities where ${PUBLIC_ID} = $1 and id is distinct from $2`, [
    publicId,
    exceptId,
  ]);
  return rows.length > 0;
}
