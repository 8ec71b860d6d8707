import type { Db } from '../../database/pool';
import { type Listed, listPage, type Page } from '../pages';
import { deleteSome } from './sweeping';

/** By name: what was, and what is. */
export type Changes = Record<string, [before: unknown, after: unknown]>;

/** One entry of the activity log. */
export interface ActivityRow {
  at: Date;
  action: string;
  description: string;
  /** `credential:3`, `staff:2`, `client:5`, `link`, `local`. */
  caller: string;
  /** What people call the caller. */
  username: string;
  address: string;
  staffId: number | null;
  clientId: number | null;
  userId: number | null;
  changes: Changes | null;
}

type NewActivity = Omit<ActivityRow, 'staffId' | 'clientId' | 'userId' | 'changes'> &
  Partial<Pick<ActivityRow, 'staffId' | 'clientId' | 'userId' | 'changes'>>;

/** Nothing is worth more than this of a row of the log. */
const LONGEST_DESCRIPTION = 10_000;

/** The columns of the log, for statements that write an entry beside something else. */
export const ACTIVITY_COLUMNS =
  'at, action, description, caller, username, address, staff_id, client_id, user_id, changes';

/** The values for {@link ACTIVITY_COLUMNS}. */
export const activityValues = (row: NewActivity): unknown[] => [
  row.at,
  row.action,
  row.description.slice(0, LONGEST_DESCRIPTION),
  row.caller,
  row.username,
  row.address,
  row.staffId ?? null,
  row.clientId ?? null,
  row.userId ?? null,
  row.changes ? JSON.stringify(row.changes) : null,
];

/** Writes an entry; about nobody where it does not say whom. It does not wait: the commit does. */
export function insertActivity(db: Db, row: NewActivity): void {
  db.send(
    `insert into activity_log (${ACTIVITY_COLUMNS}) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    activityValues(row),
  );
}

/** Whom a text names, for the log. */
export interface Actors {
  /** User names that contain it, in any letter case. */
  usernames: string[];
  /** Clients and users who have it for an e-mail address. */
  clientIds: number[];
  userIds: number[];
}

/**
 * Whom a text names. The log has few user names and each of them often, so they are taken from an index one by one, and
 * the planner is told what was found: it knows how often each comes.
 */
export async function findActors(db: Db, text: string): Promise<Actors> {
  const [row] = await db.query<Actors>(
    `with recursive names as (
       (select username from activity_log order by username limit 1)
       union all
       select (select a.username from activity_log a where a.username > names.username order by a.username limit 1)
       from names where names.username is not null)
     select array(select username from names where strpos(lower(username), lower($1)) > 0) as usernames,
       array(select id from clients where lower(email) = lower(trim($1))) as "clientIds",
       array(select id from users where lower(email) = lower(trim($1))) as "userIds"`,
    [text],
  );
  return row ?? { usernames: [], clientIds: [], userIds: [] };
}

/** Deletes some of the entries that are older than some days; zero days keep all. @returns how many. */
export async function forgetOldActivity(db: Db, now: Date, days: number): Promise<number> {
  if (days === 0) return 0;
  return deleteSome(db, 'activity_log', 'at < $1::timestamptz - make_interval(days => $2)', [now, days]);
}

/** An entry of the log as it is listed. */
export interface ActivityEntry extends Omit<ActivityRow, 'staffId' | 'clientId' | 'userId'> {
  id: number;
  /** 0 for none, as in the next two. */
  clientId: number;
  userId: number;
  staffId: number;
}

/** Which entries; undefined members do not count. */
export interface ActivityFilter {
  clientId: number | undefined;
  /** From the one moment on, and before the other. */
  since: Date | undefined;
  until: Date | undefined;
  /** The entries of any of them, or about any of them. */
  actors: Actors | undefined;
  /** What the description contains, in any letter case. */
  description: string | undefined;
  address: string | undefined;
}

const ENTRIES = {
  select: `id, coalesce(client_id, 0) as "clientId", coalesce(user_id, 0) as "userId", coalesce(staff_id, 0) as "staffId",
    at, description, username, address, action, caller, changes`,
  from: 'activity_log',
  orderBy: 'id desc',
};

/** A page of the log, the newest entry first. */
export const listActivity = (db: Db, filter: ActivityFilter, page: Page): Promise<Listed<ActivityEntry>> =>
  listPage<ActivityEntry>(
    db,
    ENTRIES,
    [
      ['client_id = ?', filter.clientId],
      ['at >= ?', filter.since],
      ['at < ?', filter.until],
      [
        '(username = any(?::text[]) or client_id = any(?::int[]) or user_id = any(?::int[]))',
        ...[filter.actors?.usernames, filter.actors?.clientIds, filter.actors?.userIds],
      ],
      ['strpos(lower(description), lower(?)) > 0', filter.description],
      ['address = ?', filter.address],
    ],
    page,
  );
