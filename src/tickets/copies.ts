import type { Context } from '../calls/action';
import { invalid } from '../errors';
import { listRecipients } from '../store/tickets/details';
import type { TicketRow } from '../store/tickets/tickets';
import { MOST_RECIPIENTS } from './extras';
import { logTicket } from './log';
import { changeDetails } from './update';

const isSame = (one: string, other: string): boolean => one.toLowerCase() === other.trim().toLowerCase();

/**
 * Adds somebody who gets copies of a ticket's mail. Nothing happens if they do already.
 *
 * @param ticket locked, so that two calls cannot both add the last one allowed
 * @param email an e-mail address that was checked
 * @throws ApiError (invalid) `At most 10 people can get copies`
 */
export async function addCopy(context: Context, ticket: TicketRow, email: string): Promise<void> {
  const already = await listRecipients(context.db, ticket.id, 'cc');
  if (already.some((one) => isSame(one, email))) return;
  if (already.length >= MOST_RECIPIENTS) throw invalid(`At most ${MOST_RECIPIENTS} people can get copies`);
  changeCopies(context, ticket, [...already, email], [null, email]);
}

/** Sends somebody no more copies of a ticket's mail. Nothing happens if they get none. */
export async function removeCopy(context: Context, ticket: TicketRow, email: string): Promise<void> {
  const already = await listRecipients(context.db, ticket.id, 'cc');
  const left = already.filter((one) => !isSame(one, email));
  if (left.length < already.length) changeCopies(context, ticket, left, [email.trim(), null]);
}

function changeCopies(context: Context, ticket: TicketRow, cc: string[], change: [unknown, unknown]): void {
  changeDetails(context, ticket, { cc });
  logTicket(context, ticket, undefined, { changes: { cc: change } });
}
