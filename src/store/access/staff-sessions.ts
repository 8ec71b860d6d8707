import type { Db } from '../../database/pool';
import { deleteSome } from '../desk/sweeping';
import { RIGHTS_OF_STAFF, type Rights } from './rights';
import { actionsOf } from './roles';

/** A session to insert. */
interface NewStaffSession {
  hash: string;
  staffId: number;
  address: string;
  /** The browser in a few words; empty if it does not say. */
  browser: string;
  /** Whether it counts only once a second factor was proved. */
  awaitsCode: boolean;
  expiresAt: Date;
  now: Date;
}

/** Inserts an administrator's session. It does not wait: the commit does. */
export function insertStaffSession(db: Db, session: NewStaffSession): void {
  const { hash, staffId, address, browser, awaitsCode, expiresAt, now } = session;
  db.send(
    `insert into staff_sessions (hash, staff_id, address, browser, awaits_code, expires_at, created_at, last_seen_at)
     values ($1, $2, $3, $4, $5, $6, $7, $7)`,
    [hash, staffId, address, browser, awaitsCode, expiresAt, now],
  );
}

/** A session that is valid, with the rights of its administrator. */
interface StaffSession extends Rights {
  id: number;
  staffId: number;
  lastSeenAt: Date;
}

/**
 * Finds an administrator's session that is still valid. It no longer is if nobody used it for too long, or if the
 * administrator was disabled.
 *
 * @param usedAfter when it must have been used last
 */
export async function findStaffSession(
  db: Db,
  hash: string,
  now: Date,
  usedAfter: Date,
): Promise<StaffSession | undefined> {
  const [row] = await db.query<StaffSession>(
    `select x.id, s.id as "staffId", s.username, x.last_seen_at as "lastSeenAt", ${RIGHTS_OF_STAFF},
       ${actionsOf('staff', 's.id')} as actions
     from staff_sessions x join staff s on s.id = x.staff_id
     where x.hash = $1 and not x.awaits_code and x.expires_at > $2 and x.last_seen_at > $3 and not s.disabled`,
    [hash, now, usedAfter],
  );
  return row;
}

/** Notes that a session is used. */
export async function noteStaffSessionUse(db: Db, id: number, now: Date): Promise<void> {
  await db.query('update staff_sessions set last_seen_at = $2 where id = $1', [id, now]);
}

/**
 * Finds whose session waits for a second factor.
 *
 * @param most so many wrong codes end it
 * @returns the administrator's id; undefined if no session waits
 */
export async function findWaitingStaffSession(
  db: Db,
  hash: string,
  now: Date,
  most: number,
): Promise<number | undefined> {
  const [row] = await db.query<{ staffId: number }>(
    `select x.staff_id as "staffId" from staff_sessions x join staff s on s.id = x.staff_id
     where x.hash = $1 and x.awaits_code and x.wrong_codes < $3 and x.expires_at > $2 and not s.disabled`,
    [hash, now, most],
  );
  return row?.staffId;
}

/** Counts a wrong code against a session that waits for one. It does not wait: the commit does. */
export const countWrongStaffCode = (db: Db, hash: string): void =>
  db.send('update staff_sessions set wrong_codes = wrong_codes + 1 where hash = $1', [hash]);

/**
 * Ends a session that waits for a code, to be replaced by one that does not.
 *
 * @returns false if it is gone, or if as many wrong codes as end it were counted since {@link findWaitingStaffSession}
 */
export async function endWaitingStaffSession(db: Db, hash: string, most: number): Promise<boolean> {
  const rows = await db.query('delete from staff_sessions where hash = $1 and wrong_codes < $2 returning 1', [
    hash,
    most,
  ]);
  return rows.length > 0;
}

/** One of the browsers in which an administrator is signed in. */
interface ListedStaffSession {
  id: number;
  address: string;
  browser: string;
  createdAt: Date;
  lastSeenAt: Date;
}

/** Lists the valid sessions of an administrator, the last used first. @param usedAfter as in {@link findStaffSession} */
export const listStaffSessions = (db: Db, staffId: number, now: Date, usedAfter: Date): Promise<ListedStaffSession[]> =>
  db.query(
    `select id, address, browser, created_at as "createdAt", last_seen_at as "lastSeenAt" from staff_sessions
     where staff_id = $1 and not awaits_code and expires_at > $2 and last_seen_at > $3
     order by last_seen_at desc, id desc limit 200`,
    [staffId, now, usedAfter],
  );

/** Ends a session. @returns the id of whose it was; undefined if there is none */
export async function deleteStaffSession(db: Db, hash: string): Promise<number | undefined> {
  const [row] = await db.query<{ staffId: number }>(
    'delete from staff_sessions where hash = $1 returning staff_id as "staffId"',
    [hash],
  );
  return row?.staffId;
}

/** Ends a session, if it is there. It does not wait: the commit does. */
export const dropStaffSession = (db: Db, hash: string): void =>
  db.send('delete from staff_sessions where hash = $1', [hash]);

/**
 * Ends sessions of an administrator.
 *
 * @param which the only one to end, or the only one to keep; by default, all are ended
 * @returns how many there were
 */
export async function deleteStaffSessionsOf(
  db: Db,
  staffId: number,
  which?: { only: number } | { except: number },
): Promise<number> {
  const [condition, id] =
    which === undefined
      ? ['$2::int is null', null]
      : 'only' in which
        ? ['id = $2', which.only]
        : ['id <> $2', which.except];
  const rows = await db.query(`delete from staff_sessions where staff_id = $1 and ${condition} returning 1`, [
    staffId,
    id,
  ]);
  return rows.length;
}

/** Deletes some of the expired sessions. @returns how many. */
export const forgetOldStaffSessions = (db: Db, now: Date): Promise<number> =>
  deleteSome(db, 'staff_sessions', 'expires_at <= $1', [now]);
