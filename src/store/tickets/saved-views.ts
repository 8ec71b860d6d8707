import type { Db } from '../../database/pool';

/** A saved search of tickets with the look of its list. */
export interface SavedView {
  id: number;
  name: string;
  query: string;
  columns: string[];
  orderBy: string;
  direction: string;
  /** Who made it; null for a program, or once that person is gone. */
  staffId: number | null;
  isShared: boolean;
  /** Whose staff sees a shared view; empty for everybody. */
  departmentIds: number[];
  sortOrder: number;
}

/** Who asks for views. */
export interface Viewer {
  staffId: number | null;
  /** Null for all departments. */
  departmentIds: number[] | null;
}

const COLUMNS = `id, name, query, columns, order_by as "orderBy", direction, staff_id as "staffId", is_shared as "isShared",
  department_ids as "departmentIds", sort_order as "sortOrder"`;

/** What somebody sees: their own views, and those that are shared with them. `$1` is their id, `$2` their departments. */
const IS_SEEN = `(staff_id = $1 or is_shared and (department_ids = '{}' or $2::int[] is null or department_ids && $2::int[]))`;

/** Lists the views that somebody sees, in their order. */
export const listSavedViews = (db: Db, { staffId, departmentIds }: Viewer): Promise<SavedView[]> =>
  db.query(`select ${COLUMNS} from ticket_views where ${IS_SEEN} order by sort_order, lower(name), id`, [
    staffId,
    departmentIds,
  ]);

/** Finds a view that somebody sees, and locks it until the transaction ends. */
export async function holdSavedView(
  db: Db,
  id: number,
  { staffId, departmentIds }: Viewer,
): Promise<SavedView | undefined> {
  const [view] = await db.query<SavedView>(
    `select ${COLUMNS} from ticket_views where ${IS_SEEN} and id = $3 for no key update`,
    [staffId, departmentIds, id],
  );
  return view;
}
