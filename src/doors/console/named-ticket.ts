import { ADDRESSES } from '../../config/addresses';
import { asApiError } from '../../errors';
import { ticketPath } from '../../pages/console/ticket/addresses';
import type { Reply } from '../door';
import { text } from '../pages/page-door';
import { type Desk, goTo } from './console-page';

/** The id in the path. What is no id is a ticket that does not exist. */
export const ticketIdOf = ({ params }: Desk): number => (/^\d{1,9}$/.test(params.id ?? '') ? Number(params.id) : 0);

/** The query of the queue that the reader came from, as nobody else could have made it up. */
export const fromOf = ({ fields }: Pick<Desk, 'fields'>): string => new URLSearchParams(text(fields.from)).toString();

/** Leads to the page of the ticket or to a part of it. */
export function toTicket(desk: Desk, query: Record<string, string> = {}, part = ''): Reply {
  const from = fromOf(desk);
  return goTo(desk, ticketPath(ticketIdOf(desk), part), { ...(from !== '' && { from }), ...query });
}

/**
 * Leads back to the ticket after a change. Whoever has handed it over to a department in which they don't work no longer
 * sees it, and is led to the queue.
 */
export async function returnToTicket(desk: Desk, query: Record<string, string>): Promise<Reply> {
  const id = ticketIdOf(desk);
  if (desk.caller.departmentIds === null || (await isSeen(desk, id))) return toTicket(desk, query);
  return goTo(desk, ADDRESSES.console, { ...Object.fromEntries(new URLSearchParams(fromOf(desk))), done: 'moved' });
}

async function isSeen({ ask, visit }: Desk, ticketid: number): Promise<boolean> {
  const action = ['GetTicketConversation', 'GetTicket'].find((name) => visit.may(name));
  if (action === undefined) return true;
  return ask(action, { ticketid, ...(action !== 'GetTicket' && { limitnum: 1 }) }).then(
    () => true,
    (error: unknown) => asApiError(error).kind !== 'not_found',
  );
}
