import type { Context } from '../../calls/action';
import type { Named } from '../../store/desk/named';
import type { BulkTicketRow } from '../../store/tickets/bulk-writes';
import type { MessageFormat } from '../../store/tickets/tickets';

/** What a change does with each of its tickets, with what it refers to. It is stored as JSON. Absent members do nothing. */
export interface BulkChanges {
  status?: { id: number; title: string; isClosed: boolean };
  /** Null for nobody. */
  assignee?: Named | null;
  department?: Named & { preventClientClosure: boolean };
  priority?: Named;
  addTags?: string[];
  removeTags?: string[];
  /** The id of the ticket that they become part of. */
  mergeInto?: number;
  /** Deletes them, in a way that can be undone. */
  remove?: true;
  /** Blocks the guests who opened them, and deletes them. */
  block?: true;
  reply?: { body: string; format: MessageFormat; name: string };
  /** Sends no mail. */
  quiet?: boolean;
}

/** In whose name a change is made, as its row has it. */
export type BulkCaller = Pick<
  Context['caller'],
  'name' | 'username' | 'staff' | 'departmentIds' | 'idFormat' | 'hooks'
>;

/** A ticket before or after a change. */
export interface BulkState {
  status: { id: number; title: string };
  closedAt: string | null;
  /** Null for nobody. */
  assignee: Named | null;
  department: Named;
  preventClientClosure: boolean;
  priority: Named;
  tags: string[];
  /** In milliseconds. */
  updatedAt: number;
}

/** What undoing must know of a ticket. */
export interface BulkFacts {
  before: BulkState;
  after: BulkState;
  isDeleted?: true;
  /** The ticket that it was merged into. */
  mergedInto?: number;
  /** The address that the change has blocked. */
  blocked?: string;
  replyId?: number;
}

/** A ticket as it is. */
export const stateOf = (ticket: BulkTicketRow): BulkState => ({
  status: { id: ticket.statusId, title: ticket.statusTitle },
  closedAt: ticket.closedAt?.toISOString() ?? null,
  assignee: ticket.assigneeId === null ? null : { id: ticket.assigneeId, name: ticket.assigneeName },
  department: { id: ticket.departmentId, name: ticket.departmentName },
  preventClientClosure: ticket.preventClientClosure,
  priority: { id: ticket.priorityId, name: ticket.priorityName },
  tags: ticket.tags,
  updatedAt: ticket.updatedAt.getTime(),
});

/** Whether a ticket is still as a change has left it. */
export const isSame = (one: BulkState, other: BulkState): boolean =>
  one.updatedAt === other.updatedAt &&
  one.status.id === other.status.id &&
  one.assignee?.id === other.assignee?.id &&
  one.department.id === other.department.id &&
  one.priority.id === other.priority.id &&
  one.tags.join('\n') === other.tags.join('\n');
