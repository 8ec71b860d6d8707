import { nameOf } from './people';

/** What whoever calls may do, and which member of staff is behind it. */
export interface Rights {
  /** Lower-case action names, `*` for all, of every role together. */
  actions: string[];
  staffId: number | null;
  staffName: string;
  /** What the activity log calls them: the user name of the administrator, or else the identifier. */
  username: string;
  /** Null for every department. */
  departmentIds: number[] | null;
}

/** SQL for those columns of {@link Rights} that a member of staff `s` has, or nobody. */
export const RIGHTS_OF_STAFF = `${nameOf.staff('s')} as "staffName",
  (select array_agg(department_id) from staff_departments where staff_id = s.id) as "departmentIds"`;
