import type { Context } from '../../calls/action';
import { invalid } from '../../errors';
import type { OrderedPage } from '../../store/search/ticket-order';
import { findTickets } from '../find';
import { withConditions } from '../query/asked';
import { readTerms } from '../query/terms';

/** A change of more would keep the server busy for a minute. */
const MOST_TICKETS = 50_000;

const LONGEST_SHOWN = 20;

/** Which tickets to change: their ids, or what to look for. */
interface Wanted {
  ticketids?: string | (string | number)[];
  query?: string;
}

/**
 * Finds the tickets of a change, each once.
 *
 * @throws ApiError (invalid) `Ticket IDs or a query required`; `Invalid Ticket IDs: xxx`; `At most 50000 tickets can be
 * changed at once`; what `withConditions` and `findTickets` refuse
 */
export async function findWanted(context: Context, { ticketids, query }: Wanted): Promise<number[]> {
  const items = (typeof ticketids === 'string' ? ticketids.split(',') : (ticketids ?? []))
    .map((item) => String(item).trim())
    .filter(Boolean);
  if (items.length === 0 && !query?.trim()) throw invalid('Ticket IDs or a query required');
  const wrong = items.filter((item) => !/^[1-9]\d{0,8}$/.test(item));
  if (wrong.length > 0) {
    throw invalid(
      `Invalid Ticket IDs: ${wrong
        .slice(0, 10)
        .map((item) => item.slice(0, LONGEST_SHOWN))
        .join(', ')}`,
    );
  }
  const ids = items.length > 0 ? items.map(Number) : await findMatching(context, query ?? '');
  const wanted = [...new Set(ids)];
  if (wanted.length > MOST_TICKETS) throw invalid(`At most ${MOST_TICKETS} tickets can be changed at once`);
  return wanted;
}

/** Finds what a query of GetTickets finds. */
async function findMatching(context: Context, query: string): Promise<number[]> {
  const { db, caller } = context;
  const own = caller.departmentIds === null ? {} : { departmentIds: caller.departmentIds };
  const filter = await withConditions(context, own, [readTerms(query)]);
  const order: OrderedPage['order'] = [['id', 'asc']];
  return (await findTickets(db, filter, { order, offset: 0, limit: MOST_TICKETS + 1 })).ids;
}
