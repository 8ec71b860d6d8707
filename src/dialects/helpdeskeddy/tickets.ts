import type { Context } from '../../calls/action';
import { type ApiError, notFound } from '../../errors';
import { findTicketFacts, type TicketFacts } from '../../store/tickets/rest-views';
import { findTicketForUpdate, type TicketRow } from '../../store/tickets/tickets';

/** As the API's own documents write an id, in braces. The same for a ticket of somebody else as for none. */
export const noTicket = (id: number): ApiError => notFound(`Ticket with id {${id}} not found`);

type Reached = Pick<TicketFacts, 'clientId' | 'departmentId' | 'deletedAt'>;

/** Whether there is such a ticket for the caller: a client's own living ones, staff's of the departments it works in. */
export const reaches = ({ caller }: Context, { clientId, departmentId, deletedAt }: Reached): boolean =>
  caller.clientId === null ? worksIn(caller, departmentId) : clientId === caller.clientId && deletedAt === null;

const worksIn = ({ departmentIds }: Context['caller'], departmentId: number): boolean =>
  departmentIds === null || departmentIds.includes(departmentId);

/**
 * Everything that is known of a ticket that there is for the caller; staff sees deleted ones too.
 *
 * @throws ApiError (not_found) `Ticket with id {9} not found`.
 */
export async function findTicket(context: Context, id: number): Promise<TicketFacts> {
  const ticket = await findTicketFacts(context.db, id);
  if (ticket === undefined || !reaches(context, ticket)) throw noTicket(id);
  return ticket;
}

/**
 * A ticket that there is for the caller, held until the end of the transaction; undefined where there is none.
 *
 * @param deleted whether one that was deleted will do, which is so for staff only.
 */
export async function tryToHold(context: Context, id: number, deleted?: 'too'): Promise<TicketRow | undefined> {
  const { db, caller } = context;
  const ticket = await findTicketForUpdate(
    db,
    { id },
    { clientId: caller.clientId, ...(deleted !== undefined && caller.clientId === null && { deleted }) },
  );
  return ticket !== undefined && worksIn(caller, ticket.departmentId) ? ticket : undefined;
}

/**
 * The same for a ticket that there must be.
 *
 * @throws ApiError (not_found) `Ticket with id {9} not found`.
 */
export async function holdTicket(context: Context, id: number, deleted?: 'too'): Promise<TicketRow> {
  const ticket = await tryToHold(context, id, deleted);
  if (ticket === undefined) throw noTicket(id);
  return ticket;
}
