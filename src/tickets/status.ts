import type { Context } from '../calls/action';
import { invalid } from '../errors';
import { findByName } from '../store/desk/named';
import type { Status } from '../store/desk/statuses';
import { isTaken } from '../store/rows';
import { type AuthorKind, type TicketRow, writeStatus } from '../store/tickets/tickets';
import { tell } from './log';

/**
 * Sets a ticket's status.
 *
 * Emits `TicketStatusChange` where staff sets it by hand, as published, and `TicketClose` whenever it ends a ticket.
 *
 * @param by how the change came about: by hand, or as the consequence of a reply.
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
  // What follows from a reply is told of the reply.
  tell(context, ticket, by === 'hand' ? done : undefined, {
    changes: { status: [ticket.statusTitle, status.title] },
  });
  if (by === 'hand') {
    emit('TicketStatusChange', { ticketid: ticket.id, adminid: caller.staff?.id ?? 0, status: status.title });
  }
  if (status.isClosed) emit('TicketClose', { ticketid: ticket.id });
}

/**
 * What a reply makes of a ticket's status: Answered where staff replies, Customer-Reply otherwise. Where an operator gave
 * that status another name it is still known by its slug; where there is none at all the ticket keeps the one it has.
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

/** What replies and the APIs rely on, by title and by slug. */
const CORE = new Set(['open', 'answered', 'customer-reply', 'closed']);

/** Whether the desk itself needs a status: it keeps its names and its meaning. */
export const isCoreStatus = ({ title, slug }: { title: string; slug: string | null }): boolean =>
  CORE.has(title.toLowerCase()) || CORE.has(slug ?? '');

/** Words that stand for something else where callers name or are told a status. */
const RESERVED = new Set(['error', 'success', 'awaiting reply', 'all active tickets', 'my flagged tickets']);

/**
 * Checks what a status is to be called; what is absent is not.
 *
 * @param exceptId the status that may be called so already.
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
