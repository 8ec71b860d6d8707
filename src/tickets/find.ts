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
 * Finds one page of tickets, and how many there are on all pages together.
 *
 * @throws ApiError (invalid) `The search takes too long: look for rarer words, or narrow it by other filters`; `The search must
 * have a word to look for, and not only words to leave out`: refusals of ours, where the database would have to read every
 * text there is, and would be said not to answer.
 */
export async function findTickets(db: Context['db'], filter: TicketFilter, page: OrderedPage): Promise<TicketPage> {
  try {
    return await findTicketPage(db, filter, page);
  } catch (error) {
    throw error instanceof UnfitSearch ? invalid(REFUSALS[error.reason]) : error;
  }
}
