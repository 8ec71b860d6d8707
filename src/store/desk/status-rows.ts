import type { Db } from '../../database/pool';

/** A status as its row says. */
export interface StatusRow {
  id: number;
  title: string;
  color: string;
  isActive: boolean;
  isAwaiting: boolean;
  isClosed: boolean;
  autoClose: boolean;
  /** Empty for none. */
  slug: string;
  sortOrder: number;
}

/** All statuses in their order, or the one with an id. */
export const listStatusRows = (db: Db, id: number | undefined): Promise<StatusRow[]> =>
  db.query(
    `select id, title, color, is_active as "isActive", is_awaiting_reply as "isAwaiting", is_closed as "isClosed",
       auto_close as "autoClose", coalesce(slug, '') as slug, sort_order as "sortOrder"
     from statuses where $1::int is null or id = $1 order by sort_order, id`,
    [id ?? null],
  );
