import type { Db } from '../../database/pool';

/** Several changes to a ticket that are made together. */
export interface MacroRow {
  id: number;
  /** Whose it is; null for everybody's. */
  staffId: number | null;
  name: string;
  /** Empty without one. */
  key: string;
  statusId: number | null;
  priorityId: number | null;
  departmentId: number | null;
  /** `me` for whoever runs it, `0` for nobody, or the id of a member of staff. */
  assignee: string | null;
  /** Names with commas between them; empty for none. */
  addTags: string;
  removeTags: string;
  snoozeHours: number | null;
  /** Texts with variables; empty for none. */
  replyBody: string;
  noteBody: string;
  sortOrder: number;
}

const MACRO = `id, staff_id as "staffId", name, coalesce(key, '') as key, status_id as "statusId",
  priority_id as "priorityId", department_id as "departmentId", assignee, add_tags as "addTags",
  remove_tags as "removeTags", snooze_hours as "snoozeHours", reply_body as "replyBody", note_body as "noteBody",
  sort_order as "sortOrder"`;

/**
 * Lists everybody's macros, and those of one member of staff, in their order.
 *
 * @param staffId null for nobody, who has none
 * @param id of the only one to list, if not all
 */
export const listMacros = (db: Db, staffId: number | null, id?: number): Promise<MacroRow[]> =>
  db.query(
    `select ${MACRO} from macros
     where (staff_id is null or staff_id = $1) and ($2::int is null or id = $2) order by sort_order, id`,
    [staffId, id ?? null],
  );

/** Finds a macro that a member of staff may run, and locks it until the transaction ends. */
export async function holdMacro(db: Db, staffId: number | null, id: number): Promise<MacroRow | undefined> {
  const [row] = await db.query<MacroRow>(
    `select ${MACRO} from macros where id = $2 and (staff_id is null or staff_id = $1) for no key update`,
    [staffId, id],
  );
  return row;
}
