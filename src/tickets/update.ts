import type { Context } from '../calls/action';
import type { Department } from '../store/desk/departments';
import type { Named } from '../store/desk/named';
import type { Staff } from '../store/people/people';
import { differences } from '../store/rows';
import {
  writeAssignee,
  writeDepartment,
  writeFirstAuthor,
  writeFirstMessage,
  writePriority,
  writeRequester,
  writeSubject,
} from '../store/tickets/changes';
import { writeRecipients } from '../store/tickets/details';
import { type TicketRow, touchTicket } from '../store/tickets/tickets';
import { logTicket, NOTHING_TOLD, type Told, tell } from './log';

const CHANGED = 'Ticket changed';

/** Moves a ticket to a department. Emits `TicketDepartmentChange` if it was in another. */
export function changeDepartment(context: Context, ticket: TicketRow, department: Department): void {
  writeDepartment(context.db, ticket.id, department.id);
  tell(context, ticket, CHANGED, toldOfDepartment(ticket, department));
}

/** What is told of a ticket that moves to a department. */
export function toldOfDepartment(ticket: TicketRow, department: Pick<Department, 'id' | 'name'>): Told {
  if (department.id === ticket.departmentId) return NOTHING_TOLD;
  const { id, departmentId } = ticket;
  const payload = { ticketid: id, deptid: department.id, deptname: department.name, fromdeptids: [departmentId] };
  return {
    changes: { department: [ticket.departmentName, department.name] },
    events: [{ name: 'TicketDepartmentChange', payload }],
  };
}

/** Sets a ticket's priority. Emits `TicketPriorityChange` if it had another. */
export function changePriority(context: Context, ticket: TicketRow, priority: Named): void {
  writePriority(context.db, ticket.id, priority.id);
  tell(context, ticket, CHANGED, toldOfPriority(context, ticket, priority));
}

/** What is told of a ticket that gets a priority. */
export function toldOfPriority({ caller }: Pick<Context, 'caller'>, ticket: TicketRow, priority: Named): Told {
  if (priority.id === ticket.priorityId) return NOTHING_TOLD;
  const payload = { ticketid: ticket.id, priority: priority.name, adminid: caller.staff?.id ?? 0 };
  return {
    changes: { priority: [ticket.priorityName, priority.name] },
    events: [{ name: 'TicketPriorityChange', payload }],
  };
}

/** Rewrites a ticket's subject. Emits `TicketSubjectChange` if it changes. */
export function changeSubject(context: Context, ticket: TicketRow, subject: string): void {
  const { db, emit } = context;
  writeSubject(db, ticket.id, subject);
  if (subject === ticket.subject) return;
  logTicket(context, ticket, CHANGED, { changes: { subject: [ticket.subject, subject] } });
  emit('TicketSubjectChange', { ticketid: ticket.id, subject });
}

/** What assigning needs to know of a ticket. */
export type Assigned = Pick<TicketRow, 'id' | 'clientId' | 'assigneeId' | 'assigneeName'>;

/** Assigns a ticket to a member of staff, or unassigns it. Emits `TicketFlagged` if somebody new gets it. */
export function assign(context: Context, ticket: Assigned, staff: Pick<Staff, 'id' | 'name'> | null): void {
  writeAssignee(context.db, ticket.id, staff?.id ?? null);
  tell(context, ticket, CHANGED, toldOfAssignee(ticket, staff));
}

/** What is told of a ticket that a member of staff gets, or nobody. */
export function toldOfAssignee(ticket: Assigned, staff: Pick<Staff, 'id' | 'name'> | null): Told {
  if ((staff?.id ?? null) === ticket.assigneeId) return NOTHING_TOLD;
  return {
    changes: { assignee: [ticket.assigneeName || null, staff?.name ?? null] },
    events:
      staff === null
        ? []
        : [{ name: 'TicketFlagged', payload: { ticketid: ticket.id, adminid: staff.id, adminname: staff.name } }],
  };
}

/** Details that change without an event. Absent members stay as they are. */
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

/**
 * Changes details of a ticket and of its first message, and marks the ticket as changed.
 *
 * The old client's user, contact, service and domain stay behind. If the requester changes, the first message becomes
 * theirs, unless staff wrote it.
 *
 * @returns the ticket with its new details, for the verbs that follow.
 */
export function changeDetails(context: Context, ticket: TicketRow, details: Details): TicketRow {
  const { db, now } = context;
  const { clientId, requesterName, requesterEmail } = details;
  touchTicket(db, ticket.id, now);
  writeRequester(db, ticket.id, details);
  writeFirstMessage(db, ticket.id, details);
  const isForAnother = clientId !== undefined || requesterName !== undefined || requesterEmail !== undefined;
  if (isForAnother) writeFirstAuthor(db, ticket.id);
  if (details.cc !== undefined) writeRecipients(db, ticket.id, 'cc', details.cc);
  const { body, format, cc, ...columns } = details;
  const changed = { ...ticket, ...columns };
  logTicket(context, changed, CHANGED, {
    changes: { ...differences({ ...ticket }, columns), ...(body !== undefined && { body: ['...', '...'] }) },
  });
  return changed;
}
