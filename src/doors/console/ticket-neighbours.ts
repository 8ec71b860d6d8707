import { ADDRESSES } from '../../config/addresses';
import { asApiError } from '../../errors';
import { ticketPath } from '../../pages/console/ticket/addresses';
import type { Reply } from '../door';
import { type Desk, goTo } from './console-page';
import { fromOf, ticketIdOf } from './named-ticket';

const ON_A_PAGE = 50;

/** The view of a queue whose address names none. */
const FIRST_VIEW = 'open';

interface View {
  query: string;
  orderby: string;
  order: string;
}

/** The view that a queue shows; undefined where there is none of that name. */
async function viewOf({ ask, visit }: Desk, viewid: string): Promise<View | undefined> {
  if (!visit.may('GetTicketViews')) return undefined;
  try {
    return (await ask<{ views: { view: View[] } }>('GetTicketViews', { viewid })).views.view[0];
  } catch (thrown) {
    if (['not_found', 'unknown_action', 'invalid'].includes(asApiError(thrown).kind)) return undefined;
    throw thrown;
  }
}

/** What GetTickets is to be asked for the list of a queue. @param from the query of the queue's address */
async function listOf(desk: Desk, from: URLSearchParams): Promise<Record<string, string>> {
  const search = from.get('q');
  const view = search === null || from.has('view') ? await viewOf(desk, from.get('view') || FIRST_VIEW) : undefined;
  const query = search ?? view?.query ?? '';
  const order = from.get('order') ?? '';
  const chosen = { orderby: order.replace(/^-/, ''), order: order.startsWith('-') ? 'desc' : 'asc' };
  const usual = { orderby: view?.orderby ?? 'lastreply', order: view?.order === 'asc' ? 'asc' : 'desc' };
  return { ...(query !== '' && { query }), ...(order === '' ? usual : chosen) };
}

/**
 * Leads to the ticket before or after one in the queue that the reader came from, or back to the queue. It is looked up
 * when it is asked for, so that no page of a ticket waits for it, and the queue is the one of that moment.
 */
const neighbour =
  (step: 1 | -1) =>
  async (desk: Desk): Promise<Reply> => {
    const from = new URLSearchParams(fromOf(desk));
    const page = Math.max(1, Math.floor(Number(from.get('page'))) || 1);
    const start = (page - 1) * ON_A_PAGE;
    const first = Math.max(0, start - 1);
    const { tickets } = await desk.ask<{ tickets: { ticket: { id: number }[] } }>('GetTickets', {
      ...(await listOf(desk, from)),
      ...{ limitstart: first, limitnum: ON_A_PAGE + 2 },
    });
    const place = tickets.ticket.findIndex(({ id }) => id === ticketIdOf(desk));
    // Whoever has just answered a ticket finds it elsewhere in the list. Then the list begins anew.
    const next = place < 0 ? start - first : place + step;
    const found = tickets.ticket[next];
    if (found === undefined) return goTo(desk, ADDRESSES.console, Object.fromEntries(from));
    const itsPage = Math.floor((first + next) / ON_A_PAGE) + 1;
    if (itsPage !== page) from.set('page', String(itsPage));
    const query = from.toString();
    return goTo(desk, ticketPath(found.id), query === '' ? {} : { from: query });
  };

/** `/admin/tickets/:id/next` and `/admin/tickets/:id/previous`. */
export const nextTicket = neighbour(1);
export const previousTicket = neighbour(-1);
