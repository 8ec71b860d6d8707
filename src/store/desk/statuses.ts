import type { Db } from '../../database/pool';
import type { Names } from './named';

export interface Status {
  id: number;
  title: string;
  /** What other APIs than WHMCS's call it. */
  slug: string;
  isAwaiting: boolean;
  isClosed: boolean;
  names: Names;
}

/** All statuses in their order. */
export const listStatuses = (db: Db): Promise<Status[]> =>
  db.query(
    `select id, title, coalesce(slug, id::text) as slug, is_awaiting_reply as "isAwaiting", is_closed as "isClosed",
       names
     from statuses order by sort_order, id`,
  );

/** SQL for the status of new tickets: Open, or the first where an operator renamed it. */
export const FIRST_STATUS = `from statuses order by lower(title) = 'open' desc, sort_order, id limit 1`;

/** The status of new tickets; undefined on a desk that has none. */
export async function findFirstStatus(db: Db): Promise<Pick<Status, 'id' | 'title'> | undefined> {
  const [row] = await db.query<Pick<Status, 'id' | 'title'>>(`select id, title ${FIRST_STATUS}`);
  return row;
}

/** Whether any ticket has a status, also a deleted or merged one. */
export async function isStatusUsed(db: Db, id: number): Promise<boolean> {
  return (await db.query('select 1 from tickets where status_id = $1 limit 1', [id])).length > 0;
}
