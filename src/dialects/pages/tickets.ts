import type { Context } from '../../calls/action';
import { invalid, notFound } from '../../errors';
import type { Status } from '../../store/desk/statuses';
import { NO_ID } from '../../store/ids';
import { findTicketForUpdate, type TicketReference, type TicketRow } from '../../store/tickets/tickets';

/** What the pages call a ticket's status, so that each language has words for it. */
export type State = 'waiting' | 'answered' | 'closed' | 'other';

const ANSWERED = 'answered';
const WAITING: ReadonlySet<string> = new Set(['open', 'customer-reply']);

/** Statuses that the operator added keep their own title. */
export function stateOf(status: Pick<Status, 'slug' | 'isClosed'> | undefined): State {
  if (status === undefined) return 'other';
  if (status.isClosed) return 'closed';
  if (status.slug === ANSWERED) return 'answered';
  return WAITING.has(status.slug) ? 'waiting' : 'other';
}

/** How the caller names a ticket. Somebody with an access code can name only one, and need not. */
export const referenceFor = ({ caller }: Context, number: string): TicketReference =>
  caller.ticketId === null ? { number, otherwiseId: NO_ID } : { id: caller.ticketId };

/** The refusal of a ticket that does not exist, or not for the caller. */
export const noTicket = () => notFound('Ticket Not Found');

/**
 * Finds the ticket of a call that changes it, and locks it.
 *
 * @throws ApiError (not_found) `Ticket Not Found`
 */
export async function holdTicket(context: Context, number: string): Promise<TicketRow> {
  const { db, caller } = context;
  const ticket = await findTicketForUpdate(db, referenceFor(context, number), caller);
  if (ticket === undefined) throw noTicket();
  return ticket;
}

/** Keeps customers from rating where the desk does not ask them to. @throws ApiError (invalid) `Ratings are switched off` */
export function checkRatings({ desk }: Context): void {
  if (desk.ticketRatingEnabled === 'off') throw invalid('Ratings are switched off');
}

/** Whether a ticket exists for the caller: for a client its own, with an access code that one ticket. */
export const holdsTicket = (
  caller: Context['caller'],
  { ticketId, clientId, deletedAt }: { ticketId: number; clientId: number | null; deletedAt: Date | null },
): boolean =>
  deletedAt === null && (caller.ticketId === null ? clientId === caller.clientId : ticketId === caller.ticketId);
