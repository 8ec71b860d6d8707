import type { Context } from '../action';
import { invalid } from '../errors';
import type { TicketFilter } from '../store/ticket-filter';
import { findTicketPage } from '../store/ticket-list';
import type { OrderedPage, TicketPage } from '../store/ticket-order';
import { SearchTooLong } from '../store/word-pages';

/**
 * Finds one page of tickets, and how many there are on all pages together.
 *
 * @throws ApiError (invalid) `The search takes too long: look for rarer words, or narrow it by other filters`: a refusal of
 * ours, where so many texts have what is looked for that the database would be said not to answer.
 */
export async function findTickets(db: Context['db'], filter: TicketFilter, page: OrderedPage): Promise<TicketPage> {
  try {
    return await findTicketPage(db, filter, page);
  } catch (error) {
    if (!(error instanceof SearchTooLong)) throw error;
    throw invalid('The search takes too long: look for rarer words, or narrow it by other filters');
  }
}
