import type { Db } from '../../database/pool';
import type { LookUpTogether } from '../../database/together';
import { actionsOf } from '../access/roles';
import { lockUntilCommit } from '../locks';

/** SQL for the name of a client (alias `c`), contact (`co`), user (`u`) or member of staff (`s`), as people read it. */
export const nameOf = {
  client: `coalesce(nullif(trim(c.first_name || ' ' || c.last_name), ''), c.company, '')`,
  contact: `coalesce(trim(co.first_name || ' ' || co.last_name), '')`,
  user: `coalesce(trim(u.first_name || ' ' || u.last_name), '')`,
  staff: (alias: string) =>
    `coalesce(nullif(trim(${alias}.first_name || ' ' || ${alias}.last_name), ''), ${alias}.username, '')`,
};

export interface Staff {
  id: number;
  username: string;
  name: string;
}

/** Finds a member of staff by user name, in any letter case. */
export const findStaff = (db: Db, username: string): Promise<Staff | undefined> =>
  db.lookUpTogether(STAFF_BY_USERNAME, username);

const STAFF_BY_USERNAME: LookUpTogether<string, Staff | undefined> = {
  async lookUp(db, usernames) {
    const rows = await db.query<Staff & { place: number }>(
      `select g.place::int as place, s.id, s.username, ${nameOf.staff('s')} as name
       from unnest($1::text[]) with ordinality as g (username, place)
       join staff s on lower(s.username) = lower(g.username)`,
      [usernames],
    );
    const found = new Map(rows.map(({ place, ...staff }) => [place, staff]));
    return usernames.map((_, index) => found.get(index + 1));
  },
};

/** Finds a member of staff by id in digits, else by user name. An id wins over a user name of the same digits. */
export async function findStaffByReference(db: Db, reference: string): Promise<Staff | undefined> {
  const id = /^[1-9]\d{0,8}$/.test(reference) ? Number(reference) : null;
  const [row] = await db.query<Staff>(
    `select s.id, s.username, ${nameOf.staff('s')} as name from staff s
     where s.id = $2 or lower(s.username) = lower($1) order by s.id is distinct from $2 limit 1`,
    [reference, id],
  );
  return row;
}

/** Lists the names of all members of staff. */
export const listStaffNames = (db: Db): Promise<Pick<Staff, 'id' | 'name'>[]> =>
  db.query(`select s.id, ${nameOf.staff('s')} as name from staff s`);

/** Finds an active member of staff by UUID, the id in other APIs. */
export async function findStaffByUuid(db: Db, uuid: string): Promise<Staff | undefined> {
  const [row] = await db.query<Staff>(
    `select s.id, s.username, ${nameOf.staff('s')} as name from staff s where s.uuid::text = lower($1) and not s.disabled`,
    [uuid],
  );
  return row;
}

/** Finds the UUID of a member of staff, even a disabled one. */
export async function findStaffUuid(db: Db, id: number): Promise<string | undefined> {
  const [row] = await db.query<{ uuid: string }>('select uuid from staff where id = $1', [id]);
  return row?.uuid;
}

/** Finds an active member of staff by e-mail address, in any letter case. */
export async function findStaffByEmail(db: Db, email: string): Promise<Staff | undefined> {
  const [row] = await db.query<Staff>(
    `select s.id, s.username, ${nameOf.staff('s')} as name from staff s
     where lower(s.email) = lower($1) and s.email <> '' and not s.disabled order by s.id limit 1`,
    [email],
  );
  return row;
}

interface Teammate {
  uuid: string;
  name: string;
  email: string;
  /** Whether one of their roles allows everything. */
  isAdmin: boolean;
}

/** Lists the active members of staff ordered by name, of all departments or of one. */
export const listTeammates = (db: Db, departmentId: number | undefined): Promise<Teammate[]> =>
  db.query(
    `select s.uuid, ${nameOf.staff('s')} as name, s.email,
       '*' = any(${actionsOf('staff', 's.id')}) as "isAdmin"
     from staff s
     where not s.disabled and ($1::int is null or exists (select from departments where id = $1) and (
       exists (select from staff_departments where staff_id = s.id and department_id = $1)
       or not exists (select from staff_departments where staff_id = s.id)))
     order by lower(${nameOf.staff('s')}), s.id`,
    [departmentId ?? null],
  );

/** Lists the members of staff among some ids. */
export const listStaffByIds = (db: Db, ids: number[]): Promise<Staff[]> =>
  db.query(
    `select s.id, s.username, ${nameOf.staff('s')} as name from staff s where s.id = any($1::int[]) order by s.id`,
    [ids],
  );

/** Finds the oldest client with an e-mail address, in any letter case. */
export async function findClientByEmail(db: Db, email: string): Promise<number | undefined> {
  const [row] = await db.query<{ id: number }>(
    'select id from clients where lower(email) = lower($1) order by id limit 1',
    [email],
  );
  return row?.id;
}

/** Keeps other transactions from adding a client with this address until this one ends. */
export const lockClientEmail = (db: Db, email: string): Promise<void> => lockUntilCommit(db, `client ${email}`);

/** Finds the e-mail address of a member of staff or client; empty if there is none. */
export async function emailOf(db: Db, who: { staffId: number } | { clientId: number }): Promise<string> {
  const [row] =
    'staffId' in who
      ? await db.query<{ email: string }>('select email from staff where id = $1', [who.staffId])
      : await db.query<{ email: string }>('select email from clients where id = $1', [who.clientId]);
  return row?.email ?? '';
}
