import type { Db } from '../../database/pool';
import { nameOf } from '../people/people';

/** Somebody of a client's account. */
export interface KnownPerson {
  kind: 'client' | 'contact' | 'user';
  clientId: number;
  contactId: number | null;
  userId: number | null;
}

/**
 * Finds everybody with an address: clients before contacts and users, and whoever was there first.
 *
 * @param spellings of the address, in lower case
 */
export const findPeople = (db: Db, spellings: string[]): Promise<KnownPerson[]> =>
  db.query(
    `select kind, "clientId", "contactId", "userId" from (
       select 1 as rank, 'client' as kind, id as "clientId", null::int as "contactId", null::int as "userId"
       from clients where lower(email) = any($1::text[])
       union all
       select 2, 'contact', client_id, id, null from contacts where lower(email) = any($1::text[])
       union all
       select case when cu.is_owner then 3 else 4 end, 'user', cu.client_id, null, u.id
       from users u join client_users cu on cu.user_id = u.id where lower(u.email) = any($1::text[])) as found
     order by rank, "clientId", "contactId", "userId"`,
    [spellings],
  );

/** A member of staff, with the departments they work in. */
export interface KnownStaff {
  id: number;
  name: string;
  /** Empty for all. */
  departmentIds: number[];
}

/** Finds an active member of staff by an address, given in all its spellings in lower case. */
export async function findStaffBySpellings(db: Db, spellings: string[]): Promise<KnownStaff | undefined> {
  const [row] = await db.query<KnownStaff>(
    `select s.id, ${nameOf.staff('s')} as name,
       array(select department_id from staff_departments where staff_id = s.id) as "departmentIds"
     from staff s where lower(s.email) = any($1::text[]) and s.email <> '' and not s.disabled order by s.id limit 1`,
    [spellings],
  );
  return row;
}

/** Lists those of some addresses, in lower case, that are a member of staff's. */
export async function listStaffAddresses(db: Db, addresses: string[]): Promise<string[]> {
  const rows = await db.query<{ email: string }>(
    `select lower(email) as email from staff where lower(email) = any($1::text[]) and not disabled`,
    [addresses],
  );
  return rows.map(({ email }) => email);
}
