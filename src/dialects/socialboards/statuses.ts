import { invalid } from '../../errors';
import { findByName } from '../../store/desk/named';
import type { Status } from '../../store/desk/statuses';

/** What the API calls the states of a ticket. */
export type StatusWord = 'open' | 'pending' | 'completed';

/** The statuses that stand for the API's words, where a desk has them. */
const SLUGS: Record<StatusWord, string> = { open: 'open', pending: 'process', completed: 'closed' };

/** Closed is `completed`, what waits for an answer of ours is `open`, and the rest is `pending`. */
export function wordOf({ slug, isAwaiting, isClosed }: Pick<Status, 'slug' | 'isAwaiting' | 'isClosed'>): StatusWord {
  if (isClosed) return 'completed';
  return isAwaiting || slug === SLUGS.open ? 'open' : 'pending';
}

const isWord = (text: string): text is StatusWord => Object.hasOwn(SLUGS, text);

/** What a caller means by a status: one of the API's words, or the title or slug of one of the desk's own. */
function readStatus(statuses: Status[], given: string): StatusWord | Status {
  const word = given.trim().toLowerCase();
  if (isWord(word)) return word;
  const found = findByName(statuses, given, ({ title }) => title) ?? findByName(statuses, given, ({ slug }) => slug);
  if (found !== undefined) return found;
  const titles = statuses.map(({ title }) => title).join(', ');
  throw invalid(`Parameter "status" must be one of open, pending, completed, or of the desk's own: ${titles}`);
}

/**
 * The status that a ticket is to have.
 *
 * @throws ApiError (invalid) naming the valid ones, or a word that no status of this desk fits.
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
 * All statuses that a list is to show: those that are shown under the API's word, or the very one.
 *
 * @throws ApiError (invalid) naming the valid ones.
 */
export function findStatusIds(statuses: Status[], given: string): number[] {
  const wanted = readStatus(statuses, given);
  if (typeof wanted !== 'string') return [wanted.id];
  return statuses.filter((status) => wordOf(status) === wanted).map(({ id }) => id);
}
