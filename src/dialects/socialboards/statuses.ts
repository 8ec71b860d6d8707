import { invalid } from '../../errors';
import { findByName } from '../../store/desk/named';
import type { Status } from '../../store/desk/statuses';

/** The API's words for the state of a ticket. */
type StatusWord = 'open' | 'pending' | 'completed';

/** The slugs of the statuses to prefer for the API's words, if the desk has them. */
const SLUGS: Record<StatusWord, string> = { open: 'open', pending: 'process', completed: 'closed' };

/** Closed statuses are `completed`, those that wait for our answer are `open`, and the rest are `pending`. */
export function wordOf({ slug, isAwaiting, isClosed }: Pick<Status, 'slug' | 'isAwaiting' | 'isClosed'>): StatusWord {
  if (isClosed) return 'completed';
  return isAwaiting || slug === SLUGS.open ? 'open' : 'pending';
}

const isWord = (text: string): text is StatusWord => Object.hasOwn(SLUGS, text);

/** Reads a status: one of the API's words, or the title or slug of one of the desk's statuses. */
function readStatus(statuses: Status[], given: string): StatusWord | Status {
  const word = given.trim().toLowerCase();
  if (isWord(word)) return word;
  const found = findByName(statuses, given, ({ title }) => title) ?? findByName(statuses, given, ({ slug }) => slug);
  if (found !== undefined) return found;
  const titles = statuses.map(({ title }) => title).join(', ');
  throw invalid(`Parameter "status" must be one of open, pending, completed, or of the desk's own: ${titles}`);
}

/**
 * Finds the status to set on a ticket.
 *
 * @throws ApiError (invalid) naming the valid statuses, or the API's word for which this desk has no status
 */
export function findStatus(statuses: Status[], given: string): Status {
  const wanted = readStatus(statuses, given);
  if (typeof wanted !== 'string') return wanted;
  const found =
    statuses.find((status) => status.slug === SLUGS[wanted] && wordOf(status) === wanted) ??
    statuses.find((status) => wordOf(status) === wanted);
  if (found === undefined) throw invalid(`Parameter "status": this desk has no status that is ${wanted}`);
  return found;
}

/**
 * Finds the statuses to filter a list by: all statuses of an API's word, or a single one of the desk's.
 *
 * @throws ApiError (invalid) naming the valid statuses
 */
export function findStatusIds(statuses: Status[], given: string): number[] {
  const wanted = readStatus(statuses, given);
  if (typeof wanted !== 'string') return [wanted.id];
  return statuses.filter((status) => wordOf(status) === wanted).map(({ id }) => id);
}
