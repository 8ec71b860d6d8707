import type { Context } from '../../calls/action';
import type { TicketFilter } from '../../store/search/ticket-filter';
import { both } from './both';
import { meaningOf } from './meaning';
import { namesFor } from './names';
import type { Term } from './terms';

/**
 * Adds the conditions of queries to a filter.
 *
 * @param queries the terms of each; a ticket must meet all of them
 * @throws FormRefused `Query not understood: xxx`
 */
export async function withConditions(
  context: Pick<Context, 'db' | 'caller' | 'now' | 'desk' | 'catalogue'>,
  filter: TicketFilter,
  queries: readonly (readonly Term[])[],
): Promise<TicketFilter> {
  const names = namesFor(context);
  let joined = filter;
  for (const terms of queries) {
    if (terms.length > 0) joined = both(joined, await meaningOf(context, terms, names));
  }
  return joined;
}
