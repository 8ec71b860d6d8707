import type { Db } from '../../database/pool';
import { jsonRows } from '../json-rows';
import { lockUntilCommit } from '../locks';
import { ORDER_OF_TAGS } from './tags';
import { NAMES, TICKET, type TicketRow } from './tickets';

/** A locked ticket with all that a change of many tickets may change. */
export interface BulkTicketRow extends TicketRow {
  closedAt: Date | null;
  updatedAt: Date;
  /** In their order. */
  tags: string[];
  mergedIntoId: number | null;
}

/**
 * Locks tickets until the transaction ends, in the order of their ids. Those that others have locked are left out, so
 * that nobody waits for anybody.
 *
 * @param which `living` leaves out deleted and merged ones
 * @returns the locked tickets, and the ids of those that others have locked
 */
export async function holdTickets(
  db: Db,
  ids: number[],
  which: 'living' | 'all',
): Promise<{ held: BulkTicketRow[]; locked: number[] }> {
  const isWanted = which === 'all' ? 'true' : 'merged_into_id is null and deleted_at is null';
  // Looked for before the locks: a ticket that appears in neither is gone, and not just committed by somebody else.
  const wanted = await db.query<{ id: number }>(`select id from tickets where id = any($1::int[]) and ${isWanted}`, [
    ids,
  ]);
  const held = await db.query<BulkTicketRow>(
    `with t as materialized (
       select * from tickets where id = any($1::int[]) and ${isWanted} order by id for no key update skip locked)
     select ${TICKET}, null as version, t.closed_at as "closedAt", t.updated_at as "updatedAt",
       t.merged_into_id as "mergedIntoId",
       array(select g.name from ticket_tags tt join tags g on g.id = tt.tag_id where tt.ticket_id = t.id
             order by ${ORDER_OF_TAGS}) as tags
     from t ${NAMES} order by t.id`,
    [ids],
  );
  const ours = new Set(held.map(({ id }) => id));
  return { held, locked: wanted.map(({ id }) => id).filter((id) => !ours.has(id)) };
}

/** The details of tickets that a change of many sets. Absent ones stay as they are. */
export interface BulkColumns {
  status?: { id: number; isClosed: boolean };
  assigneeId?: number | null;
  department?: { id: number; preventClientClosure: boolean };
  priorityId?: number;
  isDeleted?: true;
}

/** Sets details of tickets, and marks them as changed. It does not wait: the commit does. */
export function writeColumns(db: Db, ids: number[], columns: BulkColumns, now: Date): void {
  if (ids.length === 0) return;
  const { status, assigneeId, department, priorityId, isDeleted } = columns;
  db.send(
    `update tickets set updated_at = $2,
       status_id = coalesce($3, status_id),
       closed_at = case when $3 is null then closed_at when $4 then coalesce(closed_at, $2) end,
       assignee_id = case when $5 then $6 else assignee_id end,
       prevent_client_closure = case when $7 <> department_id then $8 else prevent_client_closure end,
       department_id = coalesce($7, department_id),
       priority_id = coalesce($9, priority_id),
       deleted_at = case when $10 then coalesce(deleted_at, $2) else deleted_at end
     where id = any($1::int[])`,
    [
      ...[ids, now, status?.id ?? null, status?.isClosed ?? false, assigneeId !== undefined, assigneeId ?? null],
      ...[department?.id ?? null, department?.preventClientClosure ?? false, priorityId ?? null, isDeleted ?? false],
    ],
  );
}

/** What a ticket is again. */
interface Restored {
  id: number;
  statusId: number;
  closedAt: string | null;
  assigneeId: number | null;
  departmentId: number;
  preventClientClosure: boolean;
  priorityId: number;
}

/** Gives tickets the details that they had, and undeletes them. It does not wait: the commit does. */
export function restoreColumns(db: Db, rows: Restored[], now: Date): void {
  if (rows.length === 0) return;
  db.send(
    `update tickets t set updated_at = $2, status_id = r."statusId", closed_at = r."closedAt",
       assignee_id = r."assigneeId", department_id = r."departmentId",
       prevent_client_closure = r."preventClientClosure", priority_id = r."priorityId", deleted_at = null
     from json_to_recordset($1) as r (id int, "statusId" int, "closedAt" timestamptz, "assigneeId" int,
       "departmentId" int, "preventClientClosure" boolean, "priorityId" int)
     where t.id = r.id`,
    [jsonRows(rows.map((row) => ({ ...row }))), now],
  );
}

/**
 * Gives each ticket exactly these tags, in any letter case and in this order, and creates missing tags. It does not wait:
 * the commit does.
 */
export function writeTagsOf(db: Db, tickets: { id: number; tags: string[] }[]): void {
  if (tickets.length === 0) return;
  const names = [...new Set(tickets.flatMap(({ tags }) => tags))];
  db.send(
    `insert into tags (name)
     select distinct on (lower(name)) name from unnest($1::text[]) as given (name) order by lower(name)
     on conflict do nothing`,
    [names],
  );
  db.send(
    `with wanted as (
       select w.id as ticket_id, g.id as tag_id, min(given.position) as position
       from json_to_recordset($1) as w (id int, tags json),
         json_array_elements_text(w.tags) with ordinality as given (name, position)
         join tags g on lower(g.name) = lower(given.name)
       group by w.id, g.id),
     gone as (
       delete from ticket_tags tt using json_to_recordset($1) as w (id int, tags json)
       where tt.ticket_id = w.id and not exists (
         select from wanted where wanted.ticket_id = tt.ticket_id and wanted.tag_id = tt.tag_id))
     insert into ticket_tags (ticket_id, tag_id, position) select ticket_id, tag_id, position from wanted
     on conflict (ticket_id, tag_id) do update set position = excluded.position
       where ticket_tags.position is distinct from excluded.position`,
    [jsonRows(tickets.map(({ id, tags }) => ({ id, tags })))],
  );
}

/** Blocks senders that are not blocked yet. @returns those of them that are new, in lower case */
export async function blockSenders(db: Db, emails: string[], now: Date): Promise<string[]> {
  await lockUntilCommit(db, 'spam filters');
  const rows = await db.query<{ pattern: string }>(
    `insert into spam_filters (kind, pattern, created_at)
     select distinct on (lower(email)) 'sender', email, $2::timestamptz from unnest($1::text[]) as given (email)
     where not exists (select from spam_filters f where f.kind = 'sender' and lower(f.pattern) = lower(email))
     order by lower(email)
     returning lower(pattern) as pattern`,
    [emails, now],
  );
  return rows.map(({ pattern }) => pattern);
}

/** Blocks senders no longer. It does not wait: the commit does. */
export function unblockSenders(db: Db, emails: string[]): void {
  db.send(`delete from spam_filters where kind = 'sender' and lower(pattern) = any($1::text[])`, [emails]);
}

/** Finds those of some members of staff who still exist. */
export async function findStaffIds(db: Db, ids: number[]): Promise<number[]> {
  const rows = await db.query<{ id: number }>('select id from staff where id = any($1::int[])', [ids]);
  return rows.map(({ id }) => id);
}
