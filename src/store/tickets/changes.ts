import type { Db } from '../../database/pool';
import type { MessageFormat } from './tickets';

/** Moves a ticket to a department. It does not wait: the commit does. */
export function writeDepartment(db: Db, ticketId: number, departmentId: number): void {
  db.send('update tickets set department_id = $2 where id = $1', [ticketId, departmentId]);
}

/** Sets a ticket's priority. It does not wait: the commit does. */
export function writePriority(db: Db, ticketId: number, priorityId: number): void {
  db.send('update tickets set priority_id = $2 where id = $1', [ticketId, priorityId]);
}

/** Sets a ticket's subject. It does not wait: the commit does. */
export function writeSubject(db: Db, ticketId: number, subject: string): void {
  db.send('update tickets set subject = $2 where id = $1', [ticketId, subject]);
}

/** Assigns a ticket to a member of staff, or to nobody (null). It does not wait: the commit does. */
export function writeAssignee(db: Db, ticketId: number, staffId: number | null): void {
  db.send('update tickets set assignee_id = $2 where id = $1', [ticketId, staffId]);
}

/**
 * Changes to whom a ticket is for, when it was opened, and whether clients may close it. Absent members don't change.
 */
interface RequesterChange {
  clientId?: number | undefined;
  requesterName?: string | undefined;
  requesterEmail?: string | undefined;
  createdAt?: Date | undefined;
  preventClientClosure?: boolean | undefined;
}

/** SQL for whether the statement below gives the ticket to another client. */
const GOES_TO_ANOTHER = '$2::int <> coalesce(client_id, 0)';

/**
 * Changes whom a ticket is for. A ticket that goes to another client loses its user, contact, service and domain, which
 * belong to the old client. It does not wait: the commit does.
 */
export function writeRequester(db: Db, ticketId: number, change: RequesterChange): void {
  const { clientId, requesterName, requesterEmail, createdAt, preventClientClosure } = change;
  db.send(
    `update tickets set client_id = coalesce($2, client_id),
       user_id = case when ${GOES_TO_ANOTHER} then null else user_id end,
       contact_id = case when ${GOES_TO_ANOTHER} then null else contact_id end,
       service_id = case when ${GOES_TO_ANOTHER} then null else service_id end,
       domain_id = case when ${GOES_TO_ANOTHER} then null else domain_id end,
       opener_kind = case when ${GOES_TO_ANOTHER} and opener_kind <> 'staff' then 'client' else opener_kind end,
       requester_name = coalesce($3, requester_name), requester_email = coalesce($4, requester_email),
       created_at = coalesce($5, created_at), prevent_client_closure = coalesce($6, prevent_client_closure)
     where id = $1`,
    [
      ...[ticketId, clientId ?? null, requesterName ?? null, requesterEmail ?? null],
      ...[createdAt ?? null, preventClientClosure ?? null],
    ],
  );
}

/** Changes a ticket's first message; absent members don't change. It does not wait: the commit does. */
export function writeFirstMessage(
  db: Db,
  ticketId: number,
  change: { body?: string | undefined; format?: MessageFormat | undefined; createdAt?: Date | undefined },
): void {
  db.send(
    `update messages m set body = coalesce($2, m.body), format = coalesce($3, m.format),
       created_at = coalesce($4, m.created_at)
     where m.ticket_id = $1 and m.is_first`,
    [ticketId, change.body ?? null, change.format ?? null, change.createdAt ?? null],
  );
}

/**
 * Makes a ticket's requester the author of its first message, unless staff wrote it. It does not wait: the commit does.
 */
export function writeFirstAuthor(db: Db, ticketId: number): void {
  db.send(
    `update messages m set author_kind = t.opener_kind, client_id = t.client_id, user_id = t.user_id,
       contact_id = t.contact_id, author_email = t.requester_email,
       author_name = case when t.opener_kind = 'staff' and m.staff_id is null then m.author_name else t.requester_name end
     from tickets t where t.id = $1 and m.ticket_id = t.id and m.is_first`,
    [ticketId],
  );
}

/** Marks a ticket as deleted. One that already is keeps its date. It does not wait: the commit does. */
export function markDeleted(db: Db, ticketId: number, now: Date): void {
  db.send('update tickets set deleted_at = coalesce(deleted_at, $2), updated_at = $2 where id = $1', [ticketId, now]);
}

/** Undoes {@link markDeleted}. It does not wait: the commit does. */
export function unmarkDeleted(db: Db, ticketId: number, now: Date): void {
  db.send('update tickets set deleted_at = null, updated_at = $2 where id = $1', [ticketId, now]);
}

/** Deletes a ticket's row and everything that belongs to it. It does not wait: the commit does. */
export function deleteTicket(db: Db, ticketId: number): void {
  db.send('delete from tickets where id = $1', [ticketId]);
}

/** Deletes the rows of all of a client's tickets. @returns their ids and departments. */
export const deleteTicketsOfClient = (db: Db, clientId: number): Promise<{ id: number; departmentId: number }[]> =>
  db.query('delete from tickets where client_id = $1 returning id, department_id as "departmentId"', [clientId]);
