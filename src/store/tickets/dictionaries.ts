import type { Db } from '../../database/pool';
import type { Named, Names } from '../desk/named';
import { lockUntilCommit } from '../locks';

/** SQL for the number that the HelpDeskEddy API has for a priority. */
const PUBLIC_ID = 'coalesce(public_id, id)';

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

export interface TicketType extends Named {
  names: Names;
  sortOrder: number;
}

/** Lists all ticket types in their order. Id 0 is the type of tickets without one. */
export const listTicketTypes = (db: Db): Promise<TicketType[]> =>
  db.query('select id, name, names, sort_order as "sortOrder" from ticket_types order by sort_order, id');

/** Whether any ticket has a type, including deleted and merged ones. */
export async function isTicketTypeUsed(db: Db, id: number): Promise<boolean> {
  return (await db.query('select 1 from tickets where type_id = $1 limit 1', [id])).length > 0;
}

/** Lists the names of all tags in alphabetical order. */
export async function listTagNames(db: Db): Promise<string[]> {
  const rows = await db.query<{ name: string }>('select name from tags order by lower(name)');
  return rows.map(({ name }) => name);
}
