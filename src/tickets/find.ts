import type { Context } from '../calls/action';
import { invalid } from '../errors';
import { UnfitSearch } from '../store/search/text-pages';
import type { TicketFilter } from '../store/search/ticket-filter';
import { findTicketPage } from '../store/search/ticket-list';
import type { OrderedPage, TicketPage } from '../store/search/ticket-order';

const REFUSALS = {
  'too long': 'The search takes too long: look for rarer words, or narrow it by other filters',
  'no words': 'The search must have a word to look for, and not only words to leave out',
};

/**
 * Finds one page of tickets, and the total of all pages.
 *
 * @throws ApiError (invalid) `The search takes too long: look for rarer words, or narrow it by other filters`; `The
 * search must have a word to look for, and not only words to leave out`. Both are our own: without them the database
 * would read every text, and count as unavailable when it runs out of time.
 */
export async function findTickets(db: Context['db'], filter: TicketFilter, page: OrderedPage): Promise<TicketPage> {
  try {
    return await findTicketPage(db, filter, page);
  } catch (error) {
    throw error instanceof UnfitSearch ? invalid(REFUSALS[error.reason]) : error;
  }
}
