import type { Db } from '../../database/pool';
import { type Columns, columnOf } from '../rows';

/** The tables of which single rows come from the old desk when a call names them. */
type LookedUpTable = 'clients' | 'services' | 'domains' | 'users';

/** Ids that this desk draws itself are this far above those of the old desk, so that the two do not meet. */
const GAP = 1_000_000;

/**
 * Inserts a row under the id that it has in the old desk, unless the id is taken or another row has what must be unique.
 *
 * @param columns null and undefined leave a column at its default
 * @returns whether it was inserted
 */
export async function insertLookedUp(db: Db, table: LookedUpTable, id: number, columns: Columns): Promise<boolean> {
  const entries = Object.entries(columns).filter(([, value]) => value !== undefined && value !== null);
  const names = entries.map(([name]) => columnOf(name));
  const places = entries.map((_, index) => `$${index + 2}`);
  const rows = await db.query(
    `insert into ${table} (${['id', ...names].join(', ')}) values (${['$1', ...places].join(', ')})
     on conflict do nothing returning id`,
    [id, ...entries.map(([, value]) => (isObject(value) ? JSON.stringify(value) : value))],
  );
  if (rows.length === 0) return false;
  const sequence = `pg_get_serial_sequence('${table}', 'id')`;
  await db.query(
    `select setval(${sequence}, $1) where coalesce(pg_sequence_last_value(${sequence}::regclass), 0) < $1`,
    [(Math.floor(id / GAP) + 1) * GAP],
  );
  return true;
}

const isObject = (value: unknown): boolean => typeof value === 'object' && !(value instanceof Date);

/** Whether a client's group exists here. */
export async function groupExists(db: Db, id: number): Promise<boolean> {
  return (await db.query('select 1 from client_groups where id = $1', [id])).length > 0;
}

/** Gives a client's account a user. It does not wait: the commit does. */
export function addMember(db: Db, clientId: number, userId: number, isOwner: boolean): void {
  db.send(`insert into client_users (client_id, user_id, is_owner) values ($1, $2, $3) on conflict do nothing`, [
    clientId,
    userId,
    isOwner,
  ]);
}
