import type { Db } from '../../database/pool';
import type { Names } from './named';

export interface Status {
  id: number;
  title: string;
  /** Its name in APIs other than WHMCS's. */
  slug: string;
  isAwaiting: boolean;
  isClosed: boolean;
  names: Names;
}

/** Lists all statuses in their order. */
export const listStatuses = (db: Db): Promise<Status[]> =>
  db.query(
    `select id, title, coalesce(slug, id::text) as slug, is_awaiting_reply as "isAwaiting", is_closed as "isClosed",
       names
     from statuses order by sort_order, id`,
  );

/** SQL for all statuses in their order, as one JSON array of {@link Status}. */
export const statusesJson = `(select coalesce(json_agg(json_build_object('id', id, 'title', title,
    'slug', coalesce(slug, id::text), 'isAwaiting', is_awaiting_reply, 'isClosed', is_closed, 'names', names)
    order by sort_order, id), '[]') from statuses)`;

/** SQL for the status of new tickets: Open, or the first if an operator renamed Open. */
export const FIRST_STATUS = `from statuses order by lower(title) = 'open' desc, sort_order, id limit 1`;

/** Whether any ticket has a status, including deleted and merged ones. */
export async function isStatusUsed(db: Db, id: number): Promise<boolean> {
  return (await db.query('select 1 from tickets where status_id = $1 limit 1', [id])).length > 0;
}

/** A status as its row has it. */
export interface StatusRow {
  id: number;
  title: string;
  color: string;
  isActive: boolean;
  isAwaiting: boolean;
  isClosed: boolean;
  autoClose: boolean;
  /** Empty if there is none. */
  slug: string;
  sortOrder: number;
}

/** Lists all statuses in their order, or only the one with an id. */
export const listStatusRows = (db: Db, id: number | undefined): Promise<StatusRow[]> =>
  db.query(
    `select id, title, color, is_active as "isActive", is_awaiting_reply as "isAwaiting", is_closed as "isClosed",
       auto_close as "autoClose", coalesce(slug, '') as slug, sort_order as "sortOrder"
     from statuses where $1::int is null or id = $1 order by sort_order, id`,
    [id ?? null],
  );
