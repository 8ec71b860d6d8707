import type { Db } from '../../database/pool';
import { lockUntilCommit } from '../locks';
import { nameOf } from '../people/people';

/** What a caller may do, and the member of staff behind it. */
export interface Rights {
  /** The actions of all roles, in lower case. `*` means all actions. */
  actions: string[];
  staffId: number | null;
  staffName: string;
  /** The caller's name in the activity log: the administrator's user name, else the identifier. */
  username: string;
  /** Null for all departments. */
  departmentIds: number[] | null;
}

/** SQL for the columns of {@link Rights} that depend on the member of staff `s`, whose columns may all be null. */
export const RIGHTS_OF_STAFF = `${nameOf.staff('s')} as "staffName",
  (select array_agg(department_id) from staff_departments where staff_id = s.id) as "departmentIds"`;

/**
 * Whether any caller is left that may do everything: a credential, or an administrator with API login. A lock makes
 * calls that take such rights away wait for each other, so that the second sees what the first left.
 */
export async function canSomebodyDoEverything(db: Db, now: Date): Promise<boolean> {
  await lockUntilCommit(db, 'rights to everything');
  const rows = await db.query(
    `select 1 from credentials c join credential_roles given on given.credential_id = c.id join roles r on r.id = given.role_id
       left join staff s on s.id = c.staff_id
     where c.revoked_at is null and s.disabled is not true and '*' = any(r.actions)
       and exists (select from credential_secrets x
                   where x.credential_id = c.id and (x.expires_at is null or x.expires_at > $1))
     union all
     select 1 from staff s join staff_roles given on given.staff_id = s.id join roles r on r.id = given.role_id
     where s.api_login and not s.disabled and '*' = any(r.actions)
     limit 1`,
    [now],
  );
  return rows.length > 0;
}
