import type { Context } from '../calls/action';
import { invalid } from '../errors';
import { findByName } from '../store/desk/named';
import type { EventRow } from '../store/desk/outbox';
import type { Status } from '../store/desk/statuses';
import { isTaken } from '../store/rows';
import { type AuthorKind, type TicketRow, writeStatus } from '../store/tickets/tickets';
import { refuseClosing } from './closure';
import { NOTHING_TOLD, type Told, tell } from './log';

/** What changing the status needs to know of a ticket. */
type Changeable = Pick<TicketRow, 'id' | 'clientId' | 'statusId' | 'statusTitle' | 'preventClientClosure'>;

/**
 * Sets a ticket's status by hand. Emits `TicketStatusChange`, and `TicketClose` if the ticket closes.
 *
 * @throws ApiError (forbidden) `Only our staff can close this ticket`
 */
export function changeStatus(context: Context, ticket: Changeable, status: Status): void {
  const { db, now, caller } = context;
  refuseClosing(caller, ticket, status);
  writeStatus(db, ticket.id, status, now);
  tell(context, ticket, doneBy(status), toldOfStatus(context, ticket, status));
}

/** The words of the activity log for a ticket that gets a status. */
export const doneBy = ({ isClosed }: Pick<Status, 'isClosed'>): string =>
  isClosed ? 'Ticket closed' : 'Ticket changed';

/**
 * What is told of a ticket that gets a status by hand.
 *
 * @param quiet whether to send no mail if it closes
 */
export function toldOfStatus(
  { caller }: Pick<Context, 'caller'>,
  ticket: Pick<TicketRow, 'id' | 'statusId' | 'statusTitle'>,
  status: Pick<Status, 'id' | 'title' | 'isClosed'>,
  quiet = false,
): Told {
  if (status.id === ticket.statusId) return NOTHING_TOLD;
  const payload = { ticketid: ticket.id, adminid: caller.staff?.id ?? 0, status: status.title };
  return {
    changes: { status: [ticket.statusTitle, status.title] },
    events: [{ name: 'TicketStatusChange', payload }, ...closing(ticket, status, quiet)],
  };
}

/**
 * The event of a ticket that gets a status with which it closes.
 *
 * @param quiet whether to send no mail about it
 */
export const closing = (
  ticket: Pick<TicketRow, 'id' | 'statusId'>,
  status: Pick<Status, 'id' | 'isClosed'>,
  quiet = false,
): EventRow[] =>
  status.isClosed && status.id !== ticket.statusId
    ? [{ name: 'TicketClose', payload: { ticketid: ticket.id, ...(quiet && { noemail: true }) } }]
    : [];

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

/** The status of tickets that a customer closes: Closed, also when renamed, or else the first with which tickets close. */
export const closedStatus = (statuses: Status[]): Status | undefined =>
  findCore(statuses, 'Closed') ?? statuses.find(({ isClosed }) => isClosed);

/** The status of tickets that a customer opens again: Open, also when renamed. */
export const openStatus = (statuses: Status[]): Status | undefined =>
  findCore(statuses, 'Open') ?? statuses.find(({ isClosed }) => !isClosed);

/**
 * Closes a ticket for its customer. One that is closed stays as it is.
 *
 * @throws ApiError (forbidden) `Only our staff can close this ticket`; (invalid) `Invalid Ticket Status` if the desk has
 * no status with which tickets close
 */
export function closeTicket(context: Context, ticket: Changeable, statuses: Status[]): void {
  if (isClosed(ticket, statuses)) return;
  const status = closedStatus(statuses);
  if (status === undefined) throw invalid('Invalid Ticket Status');
  changeStatus(context, ticket, status);
}

/**
 * Opens a closed ticket again for its customer. Any other stays as it is.
 *
 * @throws ApiError (invalid) `Invalid Ticket Status` if the desk has no status for open tickets
 */
export function reopenTicket(context: Context, ticket: Changeable, statuses: Status[]): void {
  if (!isClosed(ticket, statuses)) return;
  const status = openStatus(statuses);
  if (status === undefined) throw invalid('Invalid Ticket Status');
  changeStatus(context, ticket, status);
}

/** Whether a ticket has a status that counts as closed. */
export const isClosed = (ticket: Pick<TicketRow, 'statusId'>, statuses: Status[]): boolean =>
  statuses.find(({ id }) => id === ticket.statusId)?.isClosed === true;

const findCore = (statuses: Status[], title: string): Status | undefined =>
  findByName(statuses, title, (status) => status.title) ?? findByName(statuses, title, ({ slug }) => slug);

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
