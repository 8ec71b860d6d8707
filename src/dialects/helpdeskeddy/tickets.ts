import type { Context } from '../../calls/action';
import { type ApiError, notFound } from '../../errors';
import { findTicketFacts, type TicketFacts } from '../../store/tickets/rest-views';
import { findTicketForUpdate, type TicketRow } from '../../store/tickets/tickets';

/** The refusal for a missing ticket, and for one that the caller may not see. The braces are published so. */
export const noTicket = (id: number): ApiError => notFound(`Ticket with id {${id}} not found`);

type Reached = Pick<TicketFacts, 'clientId' | 'departmentId' | 'deletedAt'>;

/**
 * Whether the caller may see a ticket: clients see their own that are not deleted, staff those of their departments.
 */
export const reaches = ({ caller }: Context, { clientId, departmentId, deletedAt }: Reached): boolean =>
  caller.clientId === null ? worksIn(caller, departmentId) : clientId === caller.clientId && deletedAt === null;

const worksIn = ({ departmentIds }: Context['caller'], departmentId: number): boolean =>
  departmentIds === null || departmentIds.includes(departmentId);

/**
 * Finds a ticket with all its details. Staff also see deleted tickets.
 *
 * @throws ApiError (not_found) `Ticket with id {9} not found`
 */
export async function findTicket(context: Context, id: number): Promise<TicketFacts> {
  const ticket = await findTicketFacts(context.db, id);
  if (ticket === undefined || !reaches(context, ticket)) throw noTicket(id);
  return ticket;
}

/**
 * Finds a ticket that the caller may see, and locks it until the end of the transaction; undefined if there is none.
 *
 * @param deleted `too` also finds deleted tickets, for staff only
 */
export async function tryToHold(context: Context, id: number, deleted?: 'too'): Promise<TicketRow | undefined> {
  const { db, caller } = context;
  return findTicketForUpdate(db, { id }, caller, caller.clientId === null ? deleted : undefined);
}

/**
 * Like {@link tryToHold}, but throws if there is none.
 *
 * @throws ApiError (not_found) `Ticket with id {9} not found`
 */
export async function holdTicket(context: Context, id: number, deleted?: 'too'): Promise<TicketRow> {
  const ticket = await tryToHold(context, id, deleted);
  if (ticket === undefined) throw noTicket(id);
  return ticket;
}
