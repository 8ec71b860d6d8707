import type { Db } from '../../database/pool';
import { NO_ID } from '../ids';
import { lockUntilCommit } from '../locks';
import { nameOf } from '../people/people';
import { inserted } from '../rows';

export type AuthorKind = 'client' | 'user' | 'contact' | 'guest' | 'staff';

/** The author of a message: ids if the desk knows them, else a name and an address. */
export interface Author {
  kind: AuthorKind;
  clientId: number | null;
  userId: number | null;
  contactId: number | null;
  staffId: number | null;
  name: string;
  email: string;
}

export type MessageFormat = 'plain' | 'markdown' | 'html';

/** How callers name a ticket: by its id, or by a text that is its number or, if no ticket has that number, its id. */
export type TicketReference = { id: number } | { number: string; otherwiseId: number };

/**
 * SQL for the id of a ticket, where `$1` and `$2` are the values of {@link ticketIdValues}. For a merged ticket, it is
 * the id of the ticket it was merged into.
 */
export const ticketIdSql = (reference: TicketReference): string =>
  'id' in reference
    ? '(select coalesce(merged_into_id, id) from tickets where id = $1 and $2::int is not null)'
    : `(select coalesce(merged_into_id, id) from tickets where number = $1 or id = $2::int
        order by number = $1 desc limit 1)`;

/** The values `$1` and `$2` for {@link ticketIdSql}. */
export const ticketIdValues = (reference: TicketReference): [number | string, number] =>
  'id' in reference ? [reference.id, NO_ID] : [reference.number, reference.otherwiseId];

/** What verbs need to know about a ticket before they change it. */
export interface TicketRow {
  id: number;
  number: string;
  clientId: number | null;
  requesterName: string;
  requesterEmail: string;
  departmentId: number;
  departmentName: string;
  subject: string;
  statusId: number;
  statusTitle: string;
  priorityId: number;
  priorityName: string;
  assigneeId: number | null;
  /** Empty if unassigned. */
  assigneeName: string;
  preventClientClosure: boolean;
  createdAt: Date;
  isDeleted: boolean;
}

/** Which tickets exist for a caller: with `clientId`, only that client's; without `deleted`, only those not deleted. */
interface Visibility {
  clientId?: number | null;
  deleted?: 'too';
}

/**
 * Finds a ticket and locks it until the transaction ends, so that of two changes at once the second waits for the
 * first. For a merged ticket, it is the ticket it was merged into.
 */
export async function findTicketForUpdate(
  db: Db,
  reference: TicketReference,
  { clientId, deleted }: Visibility = {},
): Promise<TicketRow | undefined> {
  // The lock comes before the joins. A join made before waiting for the lock would still look for the row's old
  // department, and find nothing.
  const hold = () =>
    db.query<TicketRow>(
      `with t as materialized (
       select * from tickets
       where id = ${ticketIdSql(reference)} and merged_into_id is null and (deleted_at is null or $4) and ($3 = 0 or client_id = $3)
       for no key update)
     select t.id, t.number, t.client_id as "clientId", t.requester_name as "requesterName",
       t.requester_email as "requesterEmail", t.department_id as "departmentId", d.name as "departmentName", t.subject,
       t.status_id as "statusId", coalesce(st.title, '') as "statusTitle",
       t.priority_id as "priorityId", coalesce(p.name, '') as "priorityName",
       t.assignee_id as "assigneeId", ${nameOf.staff('s')} as "assigneeName",
       t.prevent_client_closure as "preventClientClosure", t.created_at as "createdAt",
       t.deleted_at is not null as "isDeleted"
     from t
       join departments d on d.id = t.department_id
       left join statuses st on st.id = t.status_id
       left join priorities p on p.id = t.priority_id
       left join staff s on s.id = t.assignee_id`,
      [...ticketIdValues(reference), clientId ?? NO_ID, deleted === 'too'],
    );
  // The ticket may have been merged while we waited for it. The reference leads to another ticket then, which only a
  // new statement sees.
  return (await hold())[0] ?? (await hold())[0];
}

/** Finds a ticket's id without locking it. For a merged ticket, it is the id it was merged into. */
export async function findTicketId(db: Db, reference: TicketReference): Promise<number | undefined> {
  const [row] = await db.query<{ id: number | null }>(
    `select ${ticketIdSql(reference)} as id`,
    ticketIdValues(reference),
  );
  return row?.id ?? undefined;
}

/** Finds the ticket of a message or note, and locks it like {@link findTicketForUpdate}. */
export async function findTicketOf(db: Db, table: 'messages' | 'notes', id: number): Promise<TicketRow | undefined> {
  const [row] = await db.query<{ ticketId: number }>(`select ticket_id as "ticketId" from ${table} where id = $1`, [
    id,
  ]);
  return row && findTicketForUpdate(db, { id: row.ticketId });
}

/**
 * Makes merges wait for each other. Each locks several tickets, and another merge in between could change which tickets
 * those are, and so the order of the locks.
 */
export const lockMerges = (db: Db): Promise<void> => lockUntilCommit(db, 'unions of tickets');

interface NewMessageRow {
  ticketId: number;
  author: Author;
  body: string;
  format: MessageFormat;
  createdAt: Date;
  /** The reply that this one answers. */
  parentId?: number | null;
  /** Whether only staff can see it so far. */
  isDraft?: boolean;
}

/** Inserts a reply and returns its id. */
export async function insertMessage(
  db: Db,
  { ticketId, author, body, format, createdAt, parentId = null, isDraft = false }: NewMessageRow,
): Promise<number> {
  const rows = await db.query<{ id: number }>(
    `insert into messages (ticket_id, author_kind, client_id, user_id, contact_id, staff_id, author_name, author_email,
       body, format, created_at, parent_id, is_draft)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) returning id`,
    [
      ticketId,
      author.kind,
      author.clientId,
      author.userId,
      author.contactId,
      author.staffId,
      author.name,
      author.email,
      body,
      format,
      createdAt,
      parentId,
      isDraft,
    ],
  );
  return inserted(rows).id;
}

/** Sets a ticket's status, and when it was closed. It does not wait: the commit does. */
export function writeStatus(db: Db, ticketId: number, status: { id: number; isClosed: boolean }, now: Date): void {
  db.send(
    `update tickets set status_id = $2, updated_at = $4,
       closed_at = case when not $3 then null else coalesce(closed_at, $4) end
     where id = $1`,
    [ticketId, status.id, status.isClosed, now],
  );
}

/**
 * Records that a ticket's messages changed, and computes the time of its last reply again. It does not wait: the commit
 * does.
 */
export function dateLastReply(db: Db, ticketId: number, now: Date): void {
  db.send(
    `update tickets set updated_at = $2,
       last_reply_at = (select max(created_at) from messages where ticket_id = $1 and not is_draft)
     where id = $1`,
    [ticketId, now],
  );
}

/**
 * Records that a ticket changed. For a reply, also records its time, and that the other side has not seen it yet. It
 * does not wait: the commit does.
 */
export function touchTicket(db: Db, ticketId: number, now: Date, reply?: { at: Date; byStaff: boolean }): void {
  if (reply === undefined) {
    db.send('update tickets set updated_at = $2 where id = $1', [ticketId, now]);
    return;
  }
  db.send(
    `update tickets set updated_at = $2, last_reply_at = greatest($3, last_reply_at), viewed_by_staff = $4,
       viewed_by_client = not $4
     where id = $1`,
    [ticketId, now, reply.at, reply.byStaff],
  );
}
