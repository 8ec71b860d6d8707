import type { Db } from '../../database/pool';
import { searchable } from '../conditions';
import { jsonRows } from '../json-rows';
import { type Listed, listPage, type Page } from '../pages';
import { deleteSome } from './sweeping';

/** The old and the new value, by name. */
export type Changes = Record<string, [before: unknown, after: unknown]>;

/** One entry of the activity log. */
export interface ActivityRow {
  at: Date;
  action: string;
  description: string;
  /** `credential:3`, `staff:2`, `client:5`, `link`, `local`. */
  caller: string;
  /** The caller's name as people know it. */
  username: string;
  address: string;
  staffId: number | null;
  clientId: number | null;
  userId: number | null;
  changes: Changes | null;
}

/** An entry to write. */
export type NewActivity = Omit<ActivityRow, 'staffId' | 'clientId' | 'userId' | 'changes'> &
  Partial<Pick<ActivityRow, 'staffId' | 'clientId' | 'userId' | 'changes'>>;

/** Longer descriptions are cut, so that no entry bloats the log. */
const LONGEST_DESCRIPTION = 10_000;

/** The columns of the log, for statements that insert an entry together with something else. */
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

/** A row for a statement that reads it from JSON, with `json_to_record(...) as l (ACTIVITY_TYPES)`. */
export const activityJson = (row: NewActivity): Record<string, unknown> => ({
  at: row.at,
  action: row.action,
  description: row.description.slice(0, LONGEST_DESCRIPTION),
  caller: row.caller,
  username: row.username,
  address: row.address,
  staff_id: row.staffId,
  client_id: row.clientId,
  user_id: row.userId,
  changes: row.changes ?? undefined,
});

/** The types of the columns in {@link activityJson}. */
export const ACTIVITY_TYPES = `at timestamptz, action text, description text, caller text, username text, address text,
  staff_id int, client_id int, user_id int, changes jsonb`;

/** Writes an entry. Absent ids and changes are stored as null. It does not wait: the commit does. */
export function insertActivity(db: Db, row: NewActivity): void {
  db.send(
    `insert into activity_log (${ACTIVITY_COLUMNS}) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    activityValues(row),
  );
}

/** Writes many entries, in their order. It does not wait: the commit does. */
export function insertActivities(db: Db, rows: NewActivity[]): void {
  if (rows.length === 0) return;
  db.send(
    `insert into activity_log (${ACTIVITY_COLUMNS})
     select ${ACTIVITY_COLUMNS} from rows from (json_to_recordset($1) as (${ACTIVITY_TYPES})) with ordinality
       as l (${ACTIVITY_COLUMNS}, rank) order by rank`,
    [jsonRows(rows.map(activityJson))],
  );
}

/** The people in the log whom a text may mean. */
interface Actors {
  /** User names that contain the text, in any letter case and with or without accents. */
  usernames: string[];
  /** Clients and users with the text as e-mail address. */
  clientIds: number[];
  userIds: number[];
}

/**
 * Finds the people whom a text may mean. The log has few distinct user names, each many times, so this skips through an
 * index from one name to the next. The list then takes the names found as constants, because the planner knows how
 * often each occurs.
 */
export async function findActors(db: Db, text: string): Promise<Actors> {
  const [row] = await db.query<Actors>(
    `with recursive names as (
       (select username from activity_log order by username limit 1)
       union all
       select (select a.username from activity_log a where a.username > names.username order by a.username limit 1)
       from names where names.username is not null)
     select array(select username from names where strpos(${searchable('username')}, ${searchable('$1')}) > 0) as usernames,
       array(select id from clients where lower(email) = lower(trim($1))) as "clientIds",
       array(select id from users where lower(email) = lower(trim($1))) as "userIds"`,
    [text],
  );
  return row ?? { usernames: [], clientIds: [], userIds: [] };
}

/** Deletes some of the entries older than `days`. With 0 days, keeps all of them. @returns how many. */
export async function forgetOldActivity(db: Db, now: Date, days: number): Promise<number> {
  if (days === 0) return 0;
  return deleteSome(db, 'activity_log', 'at < $1::timestamptz - make_interval(days => $2)', [now, days]);
}

/** An entry of the log in a list. */
export interface ActivityEntry extends Omit<ActivityRow, 'staffId' | 'clientId' | 'userId'> {
  id: number;
  /** 0 if there is none, as in the next two. */
  clientId: number;
  userId: number;
  staffId: number;
}

/** Which entries to list. Undefined members exclude none. */
interface ActivityFilter {
  clientId: number | undefined;
  /** At or after `since`, and before `until`. */
  since: Date | undefined;
  until: Date | undefined;
  /** Entries by or about any of these people. */
  actors: Actors | undefined;
  /** Text that the description contains, in any letter case and with or without accents. */
  description: string | undefined;
  address: string | undefined;
}

const ENTRIES = {
  select: `id, coalesce(client_id, 0) as "clientId", coalesce(user_id, 0) as "userId", coalesce(staff_id, 0) as "staffId",
    at, description, username, address, action, caller, changes`,
  from: 'activity_log',
  orderBy: 'id desc',
};

/** Lists a page of the log, newest entry first. */
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
      [`strpos(${searchable('description')}, ${searchable('?')}) > 0`, filter.description],
      ['address = ?', filter.address],
    ],
    page,
  );

/**
 * Lists a page of the entries about a ticket, newest first. Only entries that tickets' verbs wrote count: their
 * descriptions begin with what was done and the ticket's id.
 */
export const listTicketActivity = (
  db: Db,
  ticket: { id: number; createdAt: Date },
  page: Page,
): Promise<Listed<ActivityEntry>> =>
  listPage<ActivityEntry>(
    db,
    ENTRIES,
    [
      // A ticket may be created with an earlier date than that of the call.
      ['at >= ?', ticket.createdAt],
      [
        `action <> 'LogActivity' and description ~ ?`,
        `^(Tickets?|Reply|Draft|Message|Note) [a-z]+: id ${ticket.id}(,|$)`,
      ],
    ],
    page,
  );

/** The ticket that an entry is about, by its description. The index `activity_log_ticket` is on this. */
const TICKET_OF_ENTRY = "(substring(description from '^[A-Z][a-z]+ [a-z]+: id ([0-9]{1,10})')::bigint)";

/** Whether an entry is about more than a message that its ticket shows anyway: the condition of the same index. */
const IS_HISTORY = `action <> 'LogActivity'
  and description not like 'Ticket opened:%' and description not like 'Note added:%'
  and (description not like 'Reply added:%' or changes -> 'status' is not null)
  and (description like 'Ticket%' or description like 'Reply%' or description like 'Message%' or description like 'Note%')`;

/** Which part of a ticket's history to list. Undefined members exclude nothing. */
interface HistoryFilter {
  /** At or after `since`, and before `until`. */
  since: Date | undefined;
  until: Date | undefined;
}

/**
 * Lists a page of what has happened to some tickets, the newest first. Opening them, and replies and notes that changed
 * nothing else, are left out.
 */
export const listTicketHistory = (
  db: Db,
  ticketIds: number[],
  { since, until }: HistoryFilter,
  page: Page,
): Promise<Listed<ActivityEntry>> =>
  listPage<ActivityEntry>(
    db,
    // Without the sum, the planner may read the whole log backwards for the newest few entries of a ticket that has none.
    { ...ENTRIES, orderBy: 'id + 0 desc' },
    [
      [`${IS_HISTORY} and ${TICKET_OF_ENTRY} = any(?::int[])`, ticketIds],
      ['at >= ?', since],
      ['at < ?', until],
    ],
    page,
  );
