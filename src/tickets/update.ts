import type { Context } from '../calls/action';
import type { Department } from '../store/desk/departments';
import type { Named } from '../store/desk/named';
import type { Staff } from '../store/people/people';
import { differences } from '../store/rows';
import { writeRecipients } from '../store/tickets/details';
import { type TicketRow, touchTicket } from '../store/tickets/tickets';
import { tell } from './log';

const CHANGED = 'Ticket changed';

/** Moves a ticket to a department. Emits `TicketDepartmentChange` when it was in another. */
export function changeDepartment(context: Context, ticket: TicketRow, department: Department): void {
  const { db, emit } = context;
  db.send('update tickets set department_id = $2 where id = $1', [ticket.id, department.id]);
  if (department.id === ticket.departmentId) return;
  tell(context, ticket, CHANGED, { changes: { department: [ticket.departmentName, department.name] } });
  emit('TicketDepartmentChange', { ticketid: ticket.id, deptid: department.id, deptname: department.name });
}

/** Sets a ticket's priority. Emits `TicketPriorityChange` when it had another. */
export function changePriority(context: Context, ticket: TicketRow, priority: Named): void {
  const { db, caller, emit } = context;
  db.send('update tickets set priority_id = $2 where id = $1', [ticket.id, priority.id]);
  if (priority.id === ticket.priorityId) return;
  tell(context, ticket, CHANGED, { changes: { priority: [ticket.priorityName, priority.name] } });
  emit('TicketPriorityChange', { ticketid: ticket.id, priority: priority.name, adminid: caller.staff?.id ?? 0 });
}

/** Rewrites a ticket's subject. Emits `TicketSubjectChange` when it was another. */
export function changeSubject(context: Context, ticket: TicketRow, subject: string): void {
  const { db, emit } = context;
  db.send('update tickets set subject = $2 where id = $1', [ticket.id, subject]);
  if (subject === ticket.subject) return;
  tell(context, ticket, CHANGED, { changes: { subject: [ticket.subject, subject] } });
  emit('TicketSubjectChange', { ticketid: ticket.id, subject });
}

/** What must be known of a ticket to assign it. */
export type Assigned = Pick<TicketRow, 'id' | 'clientId' | 'assigneeId' | 'assigneeName'>;

/** Assigns a ticket to a member of staff, or to nobody. Emits `TicketFlagged` when somebody new has it. */
export function assign(context: Context, ticket: Assigned, staff: Pick<Staff, 'id' | 'name'> | null): void {
  const { db, emit } = context;
  db.send('update tickets set assignee_id = $2 where id = $1', [ticket.id, staff?.id ?? null]);
  if ((staff?.id ?? null) === ticket.assigneeId) return;
  tell(context, ticket, CHANGED, { changes: { assignee: [ticket.assigneeName || null, staff?.name ?? null] } });
  if (staff === null) return;
  emit('TicketFlagged', { ticketid: ticket.id, adminid: staff.id, adminname: staff.name });
}

/** What may change without anybody being told. Absent members stay as they are. */
export interface Details {
  clientId?: number;
  requesterName?: string;
  requesterEmail?: string;
  createdAt?: Date;
  preventClientClosure?: boolean;
  body?: string;
  format?: 'plain' | 'markdown';
  cc?: string[];
}

/** In the statement below: whether the ticket goes to a client other than the one it has. */
const GOES_TO_ANOTHER = '$2::int <> coalesce(client_id, 0)';

/**
 * Changes details of a ticket and of its first message, and marks the ticket as changed.
 *
 * What belongs to the client it leaves stays behind: user, contact, service and domain. Where somebody else is named whom
 * the ticket is for, the first message is by them, unless staff wrote it.
 *
 * @returns the ticket as it is from now on, for what else is done with it.
 */
export function changeDetails(context: Context, ticket: TicketRow, details: Details): TicketRow {
  const { db, now } = context;
  const { clientId = null, requesterName = null, requesterEmail = null, createdAt = null } = details;
  touchTicket(db, ticket.id, now);
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
    [ticket.id, clientId, requesterName, requesterEmail, createdAt, details.preventClientClosure ?? null],
  );
  db.send(
    `update messages m set body = coalesce($2, m.body), format = coalesce($3, m.format),
       created_at = coalesce($4, m.created_at)
     where m.ticket_id = $1 and m.is_first`,
    [ticket.id, details.body ?? null, details.format ?? null, createdAt],
  );
  if (clientId !== null || requesterName !== null || requesterEmail !== null) {
    db.send(
      `update messages m set author_kind = t.opener_kind, client_id = t.client_id, user_id = t.user_id,
         contact_id = t.contact_id, author_email = t.requester_email,
         author_name = case when t.opener_kind = 'staff' and m.staff_id is null then m.author_name else t.requester_name end
       from tickets t where t.id = $1 and m.ticket_id = t.id and m.is_first`,
      [ticket.id],
    );
  }
  if (details.cc !== undefined) writeRecipients(db, ticket.id, 'cc', details.cc);
  const { body, format, cc, ...columns } = details;
  const changed = { ...ticket, ...columns };
  tell(context, changed, CHANGED, {
    changes: { ...differences({ ...ticket }, columns), ...(body !== undefined && { body: ['...', '...'] }) },
  });
  return changed;
}
