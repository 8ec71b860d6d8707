import type { Context } from '../calls/action';
import { invalid } from '../errors';
import { findByName } from '../store/desk/named';
import type { Status } from '../store/desk/statuses';
import { isTaken } from '../store/rows';
import { type AuthorKind, type TicketRow, writeStatus } from '../store/tickets/tickets';
import { logTicket } from './log';

/**
 * Sets a ticket's status.
 *
 * Emits `TicketStatusChange` if staff sets it by hand, as published, and `TicketClose` whenever the ticket closes.
 *
 * @param by whether somebody sets it by hand, or it follows from a reply.
 */
export function changeStatus(
  context: Context,
  ticket: Pick<TicketRow, 'id' | 'clientId' | 'statusId' | 'statusTitle'>,
  status: Status,
  by: 'hand' | 'reply',
): void {
  const { db, now, caller, emit } = context;
  writeStatus(db, ticket.id, status, now);
  if (status.id === ticket.statusId) return;
  const done = status.isClosed ? 'Ticket closed' : 'Ticket changed';
  // The log entry of a reply describes what follows from it.
  logTicket(context, ticket, by === 'hand' ? done : undefined, {
    changes: { status: [ticket.statusTitle, status.title] },
  });
  if (by === 'hand') {
    emit('TicketStatusChange', { ticketid: ticket.id, adminid: caller.staff?.id ?? 0, status: status.title });
  }
  if (status.isClosed) emit('TicketClose', { ticketid: ticket.id });
}

/**
 * The status of a ticket after a reply: Answered if staff replies, and Customer-Reply otherwise. A renamed status is
 * found by its slug. If there is neither, the ticket keeps its status.
 */
export function statusAfterReply(
  statuses: Status[],
  author: { kind: AuthorKind },
  ticket: Pick<TicketRow, 'statusId'>,
): Status | undefined {
  const title = author.kind === 'staff' ? 'Answered' : 'Customer-Reply';
  return (
    findByName(statuses, title, (status) => status.title) ??
    findByName(statuses, title, ({ slug }) => slug) ??
    statuses.find(({ id }) => id === ticket.statusId)
  );
}

/** Titles and slugs that replies and the APIs rely on. */
const CORE = new Set(['open', 'answered', 'customer-reply', 'closed']);

/** Whether the desk itself needs a status, so that its names and meaning must stay. */
export const isCoreStatus = ({ title, slug }: { title: string; slug: string | null }): boolean =>
  CORE.has(title.toLowerCase()) || CORE.has(slug ?? '');

/** Words with another meaning where callers name or read a status. */
const RESERVED = new Set(['error', 'success', 'awaiting reply', 'all active tickets', 'my flagged tickets']);

/**
 * Checks a new title and slug of a status; absent ones are not checked.
 *
 * @param exceptId the status itself, which may keep its names.
 * @throws ApiError (invalid) `The title is reserved`; `There is a status of that title already`; `There is a status of
 * that slug already`.
 */
export async function checkStatusNames(
  { db }: Context,
  { title, slug }: { title?: string | undefined; slug?: string | null | undefined },
  exceptId?: number,
): Promise<void> {
  if (title !== undefined && RESERVED.has(title.trim().toLowerCase())) throw invalid('The title is reserved');
  if (await isTaken(db, 'statuses', { title }, exceptId)) throw invalid('There is a status of that title already');
  if (await isTaken(db, 'statuses', { slug: slug ?? undefined }, exceptId)) {
    throw invalid('There is a status of that slug already');
  }
}
