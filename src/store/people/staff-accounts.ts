import type { Db } from '../../database/pool';
import { nameOf } from './people';

/** What an administrator's own sign-in and account need to know. */
export interface StaffAccount {
  id: number;
  username: string;
  name: string;
  email: string;
  /** WHMCS's name of the language; empty if none was chosen. */
  language: string;
  signature: string;
  disabled: boolean;
  /** Null if no password was ever set. */
  passwordHash: string | null;
}

/** Finds an administrator by id, or by user name in any letter case, even one who is disabled. */
export async function findStaffAccount(
  db: Db,
  who: { id: number } | { username: string },
): Promise<StaffAccount | undefined> {
  const [row] = await db.query<StaffAccount>(
    `select s.id, s.username, ${nameOf.staff('s')} as name, s.email, s.language, s.signature, s.disabled,
       s.password_hash as "passwordHash"
     from staff s where ${'id' in who ? 's.id = $1' : 'lower(s.username) = lower($1)'}`,
    ['id' in who ? who.id : who.username],
  );
  return row;
}

/** Sets a password in place of another. @returns false if the other was changed in the meantime */
export async function writeStaffPassword(
  db: Db,
  id: number,
  present: string,
  hash: string,
  now: Date,
): Promise<boolean> {
  const rows = await db.query(
    'update staff set password_hash = $3, updated_at = $4 where id = $1 and password_hash = $2 returning 1',
    [id, present, hash, now],
  );
  return rows.length > 0;
}
