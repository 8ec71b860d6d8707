import type { Db } from '../database/pool';

/** SQL for the name of a client (alias `c`), contact (`co`), user (`u`) or member of staff (`s`), as people read it. */
export const nameOf = {
  client: `coalesce(nullif(trim(c.first_name || ' ' || c.last_name), ''), c.company, '')`,
  contact: `coalesce(trim(co.first_name || ' ' || co.last_name), '')`,
  user: `coalesce(trim(u.first_name || ' ' || u.last_name), '')`,
  staff: (alias: string) =>
    `coalesce(nullif(trim(${alias}.first_name || ' ' || ${alias}.last_name), ''), ${alias}.username, '')`,
};

export async function clientExists(db: Db, id: number): Promise<boolean> {
  return (await db.query('select 1 from clients where id = $1', [id])).length > 0;
}

/** Whether the contact exists and is one of that client's. */
export async function contactExists(db: Db, id: number, clientId: number | undefined): Promise<boolean> {
  return (await db.query('select 1 from contacts where id = $1 and client_id = $2', [id, clientId ?? null])).length > 0;
}

export interface Staff {
  id: number;
  username: string;
  name: string;
}

/** A member of staff by user name in any letter case. */
export async function findStaff(db: Db, username: string): Promise<Staff | undefined> {
  const [row] = await db.query<Staff>(
    `select s.id, s.username, ${nameOf.staff('s')} as name from staff s where lower(s.username) = lower($1)`,
    [username],
  );
  return row;
}

/** A member of staff by id in digits, or else by user name: one who is called like another's id is found by id only. */
export async function findStaffByReference(db: Db, reference: string): Promise<Staff | undefined> {
  const id = /^[1-9]\d{0,8}$/.test(reference) ? Number(reference) : null;
  const [row] = await db.query<Staff>(
    `select s.id, s.username, ${nameOf.staff('s')} as name from staff s
     where s.id = $2 or lower(s.username) = lower($1) order by s.id is distinct from $2 limit 1`,
    [reference, id],
  );
  return row;
}
