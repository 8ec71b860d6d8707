import type { StatusTally } from '../../store/tickets/tallies';

/** The keys of the statuses that WHMCS begins with, in the order of the published samples. */
export const DOCUMENTED_KEYS: readonly string[] = [
  ...['open', 'answered', 'customerreply', 'closed', 'onhold', 'inprogress'],
];

/** A status's place in an answer: the desk's own statuses come last. */
const placeOf = (key: string): number =>
  DOCUMENTED_KEYS.includes(key) ? DOCUMENTED_KEYS.indexOf(key) : DOCUMENTED_KEYS.length;

/**
 * Keys statuses by their titles, in lower case and with letters and digits only: `customerreply`. An id keeps keys
 * unique. The documented keys come first, in the documented order, because some clients read counts by their position.
 *
 * @param taken keys that mean something else in the answer
 */
export function byStatusKey(tallies: StatusTally[], taken: readonly string[] = []): Map<string, StatusTally> {
  const keys = new Map<string, StatusTally>();
  for (const tally of tallies) {
    const key = tally.title.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
    keys.set(key === '' || keys.has(key) || taken.includes(key) ? `${key}${tally.id}` : key, tally);
  }
  return new Map([...keys].sort(([one], [other]) => placeOf(one) - placeOf(other)));
}
