import type { Db } from '../../database/pool';
import type { LookUpTogether } from '../../database/together';
import { NO_ID } from '../ids';
import { lockUntilCommit } from '../locks';
import { nameOf } from '../people/people';

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
  /** For a ticket that is not locked: changes whenever the ticket does. Null for one that is. */
  version: string | null;
}

export const TICKET = `t.id, t.number, t.client_id as "clientId", t.requester_name as "requesterName",
  t.requester_email as "requesterEmail", t.department_id as "departmentId", d.name as "departmentName", t.subject,
  t.status_id as "statusId", coalesce(st.title, '') as "statusTitle",
  t.priority_id as "priorityId", coalesce(p.name, '') as "priorityName",
  t.assignee_id as "assigneeId", ${nameOf.staff('s')} as "assigneeName",
  t.prevent_client_closure as "preventClientClosure", t.created_at as "createdAt",
  t.deleted_at is not null as "isDeleted"`;

export const NAMES = `join departments d on d.id = t.department_id
  left join statuses st on st.id = t.status_id
  left join priorities p on p.id = t.priority_id
  left join staff s on s.id = t.assignee_id`;

/** Which tickets exist for a caller. Every lookup of a ticket takes one, so that none forgets whose it is. */
export interface Scope {
  /** Only that client's; null for those of all. */
  clientId: number | null;
  /** Only those in these departments; null for all. */
  departmentIds: number[] | null;
}

/** The scope of the desk itself, which knows all tickets. */
export const EVERY_TICKET: Scope = { clientId: null, departmentIds: null };

/**
 * SQL for whether a ticket is in a scope, whose values are those of {@link scopeValues}.
 *
 * @param ticket the name of the table
 * @param first the number of the first value
 */
export const scopeSql = (ticket: string, first: number): string =>
  `($${first}::int = 0 or ${ticket}.client_id = $${first}::int)
   and ($${first + 1}::int[] is null or ${ticket}.department_id = any($${first + 1}::int[]))`;

/** The values for {@link scopeSql}. */
export const scopeValues = ({ clientId, departmentIds }: Scope): [number, number[] | null] => [
  clientId ?? NO_ID,
  departmentIds,
];

/**
 * Finds a ticket and locks it until the transaction ends, so that of two changes at once the second waits for the
 * first. For a merged ticket, it is the ticket it was merged into.
 *
 * @param deleted `too` also finds deleted tickets
 */
export async function findTicketForUpdate(
  db: Db,
  reference: TicketReference,
  scope: Scope,
  deleted?: 'too',
): Promise<TicketRow | undefined> {
  // The lock comes before the joins. A join made before waiting for the lock would still look for the row's old
  // department, and find nothing.
  const hold = () =>
    db.query<TicketRow>(
      `with t as materialized (
       select * from tickets
       where id = ${ticketIdSql(reference)} and merged_into_id is null and (deleted_at is null or $5)
         and ${scopeSql('tickets', 3)}
       for no key update)
     select ${TICKET}, null as version from t ${NAMES}`,
      [...ticketIdValues(reference), ...scopeValues(scope), deleted === 'too'],
    );
  // The ticket may have been merged while we waited for it. The reference leads to another ticket then, which only a
  // new statement sees.
  return (await hold())[0] ?? (await hold())[0];
}

/**
 * Finds a ticket for a call that adds something to it. If that is one row of {@link Db.writeTogether} and nothing else,
 * the ticket is looked up with those of other calls, and not locked: the statement that adds the row must then compare
 * its version. Otherwise, this is {@link findTicketForUpdate}.
 */
export const findTicketToAddTo = (
  db: Db,
  reference: TicketReference,
  scope: Scope,
  isAll: boolean,
): Promise<TicketRow | undefined> =>
  isAll && db.isShared
    ? db.lookUpTogether(LIVING_TICKETS, { reference, scope })
    : findTicketForUpdate(db, reference, scope);

interface TicketKey {
  reference: TicketReference;
  scope: Scope;
}

const LIVING_TICKETS: LookUpTogether<TicketKey, TicketRow | undefined> = {
  async lookUp(db, keys) {
    const rows = await db.query<TicketRow & { place: number }>(
      // With limits, each ticket is one look into an index, however many rows the planner expects.
      `select g.place::int as place, ${TICKET}, t.version
       from unnest($1::int[], $2::text[], $3::int[]) with ordinality as g (id, number, client_id, place)
       cross join lateral (
         select *, xmin::text as version from tickets
         where id = coalesce((select coalesce(merged_into_id, id) from tickets where number = g.number),
                             (select coalesce(merged_into_id, id) from tickets where id = g.id))
         limit 1) as t
       ${NAMES}
       where t.merged_into_id is null and t.deleted_at is null and (g.client_id = 0 or t.client_id = g.client_id)`,
      [
        keys.map(({ reference }) => ('id' in reference ? reference.id : reference.otherwiseId)),
        keys.map(({ reference }) => ('id' in reference ? null : reference.number)),
        keys.map(({ scope }) => scope.clientId ?? NO_ID),
      ],
    );
    const found = new Map(rows.map(({ place, ...ticket }) => [place, ticket]));
    // PostgreSQL has no arrays of arrays of different lengths, so the departments of many calls are compared here.
    return keys.map(({ scope: { departmentIds } }, index) => {
      const ticket = found.get(index + 1);
      return ticket === undefined || (departmentIds?.includes(ticket.departmentId) ?? true) ? ticket : undefined;
    });
  },
};

/**
 * Finds a ticket's id without locking it, also if the ticket is deleted. For a merged ticket, it is the id it was merged
 * into.
 */
export async function findTicketId(db: Db, reference: TicketReference, scope: Scope): Promise<number | undefined> {
  const [row] = await db.query<{ id: number }>(
    `select id from tickets where id = ${ticketIdSql(reference)} and ${scopeSql('tickets', 3)}`,
    [...ticketIdValues(reference), ...scopeValues(scope)],
  );
  return row?.id;
}

/**
 * Finds the ids of a ticket and of those that were merged into it, without locking them. None, if there is no such ticket.
 * The planner can estimate ids, but not a subselect of them.
 */
export async function listIdsOfTicket(db: Db, reference: TicketReference, scope: Scope): Promise<number[]> {
  const rows = await db.query<{ id: number }>(
    `select o.id from tickets t join tickets o on o.id = t.id or o.merged_into_id = t.id
     where t.id = ${ticketIdSql(reference)} and t.deleted_at is null and ${scopeSql('t', 3)}`,
    [...ticketIdValues(reference), ...scopeValues(scope)],
  );
  return rows.map(({ id }) => id);
}

/** Finds out which of some ids are those of tickets in a scope, or of tickets that were merged into one. */
export async function listIdsInScope(db: Db, ids: number[], scope: Scope): Promise<number[]> {
  const rows = await db.query<{ id: number }>(
    `select o.id from tickets o join tickets t on t.id = coalesce(o.merged_into_id, o.id)
     where o.id = any($1::int[]) and ${scopeSql('t', 2)}`,
    [ids, ...scopeValues(scope)],
  );
  return rows.map(({ id }) => id);
}

/** A ticket by the number that people know. */
export interface NumberedTicket {
  id: number;
  number: string;
  isDeleted: boolean;
}

/** Lists those of some ids that are tickets in a scope or were merged into one, deleted ones too. */
export const listNumbers = (db: Db, ids: number[], scope: Scope): Promise<NumberedTicket[]> =>
  db.query<NumberedTicket>(
    `select o.id, o.number, t.deleted_at is not null as "isDeleted"
     from tickets o join tickets t on t.id = coalesce(o.merged_into_id, o.id)
     where o.id = any($1::int[]) and ${scopeSql('t', 2)}
     order by o.id`,
    [ids, ...scopeValues(scope)],
  );

/** Finds the ticket of a message or note, and locks it like {@link findTicketForUpdate}. */
export async function findTicketOf(
  db: Db,
  table: 'messages' | 'notes',
  id: number,
  scope: Scope,
): Promise<TicketRow | undefined> {
  const [row] = await db.query<{ ticketId: number }>(`select ticket_id as "ticketId" from ${table} where id = $1`, [
    id,
  ]);
  return row && findTicketForUpdate(db, { id: row.ticketId }, scope);
}

/**
 * Makes merges wait for each other. Each locks several tickets, and another merge in between could change which tickets
 * those are, and so the order of the locks.
 */
export const lockMerges = (db: Db): Promise<void> => lockUntilCommit(db, 'unions of tickets');

/** Sets a ticket's status, and when it was closed. It does not wait: the commit does. */
export function writeStatus(db: Db, ticketId: number, status: { id: number; isClosed: boolean }, now: Date): void {
  db.send(
    `update tickets set status_id = $2, updated_at = $4,
       closed_at = case when not $3 then null else coalesce(closed_at, $4) end
     where id = $1`,
    [ticketId, status.id, status.isClosed, now],
  );
}

/** Records that the customer has seen the newest reply. It does not wait: the commit does. */
export function markViewedByClient(db: Db, ticketId: number): void {
  db.send('update tickets set viewed_by_client = true where id = $1', [ticketId]);
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

/** Records that a ticket changed. It does not wait: the commit does. */
export function touchTicket(db: Db, ticketId: number, now: Date): void {
  db.send('update tickets set updated_at = $2 where id = $1', [ticketId, now]);
}
