import type { Db } from '../../database/pool';
import { lockUntilCommit } from '../locks';
import { nameOf } from '../people/people';

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

/**
 * Whether somebody can call who may do everything: a credential, or an administrator with API login. Of two who take such
 * rights away at once, the second sees what the first left.
 */
export async function isSomebodyOfEverything(db: Db, now: Date): Promise<boolean> {
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
