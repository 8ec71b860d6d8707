import { anyOf, type Condition, escapeLike, mayHaveAccents, searchable, withEachValue } from '../conditions';
import { wordStart } from './query-names';
import { amongTexts, type TicketTexts } from './ticket-texts';

/** Whom tickets are for. Guests have no rows of their own, and are found by what their tickets say. */
export interface Requesters {
  contactIds: number[];
  userIds: number[];
  clientIds: number[];
  /** Whole addresses of guests. */
  guestAddresses: string[];
  /** What words in a guest's name or address begin with. */
  guestWords: string[];
}

/** Compares a single id with `=`, so that an index can return its rows in order. */
export const isOneOf = (column: string, ids: number[]): Condition =>
  ids.length === 1 ? [`${column} = ?`, ids[0]] : [`${column} = any(?::int[])`, ids];

/**
 * The tickets that show one of these as their requester: those of contacts, of users, of clients and of guests. No ticket
 * meets two of these conditions, and each condition has its own index.
 */
export function requesterConditions(
  { guestAddresses, guestWords, contactIds, userIds, clientIds }: Requesters,
  marked: number[],
): Condition[] {
  const people: [ids: number[], column: string][] = [
    [contactIds, 't.contact_id'],
    [userIds, 't.contact_id is null and t.user_id'],
    [clientIds, 't.contact_id is null and t.user_id is null and t.client_id'],
  ];
  const known = people.filter(([ids]) => ids.length > 0).map(([ids, column]) => isOneOf(column, ids));
  if (guestWords.length === 0) return [...known, ...(guestAddresses.length === 0 ? [] : [guestsWith(guestAddresses)])];
  const [sql, ...values] = withEachValue(amongTexts(withRequester(guestAddresses, guestWords), marked));
  return [...known, [`t.client_id is null and ${sql}`, ...values]];
}

const guestsWith = (addresses: string[]): Condition =>
  addresses.length === 1
    ? ["t.client_id is null and lower(t.requester_email) = lower(?) and t.requester_email <> ''", addresses[0]]
    : ["t.client_id is null and lower(t.requester_email) = any(?::text[]) and t.requester_email <> ''", addresses];

/** The guests' tickets with one of these addresses or words. */
function withRequester(addresses: string[], words: string[]): TicketTexts {
  const [sql, ...values] = anyOf([
    ...addresses.flatMap((address) =>
      inEachSpelling(address, (plain) => [`x.requester like ${plain('?')}`, `% ${escapeLike(address)}`]),
    ),
    ...words.flatMap((word) =>
      inEachSpelling(word, (plain) => [
        `x.requester like ${plain('?')} and x.requester ~ ${plain('?')}`,
        `%${escapeLike(word.toLowerCase())}%`,
        wordStart(word),
      ]),
    ),
  ]);
  return { table: 'ticket_subjects', condition: [`x.requester <> '' and ${sql}`, ...values] };
}

/** Also finds the tickets that were indexed with their accents, and are not yet indexed again. */
const inEachSpelling = (text: string, write: (plain: (sql: string) => string) => Condition): Condition[] =>
  mayHaveAccents(text) ? [write(searchable), write((sql) => sql)] : [write(searchable)];

/** The tickets for nobody of these. */
export function notFor(requesters: Requesters, marked: number[]): Condition {
  const conditions = requesterConditions(requesters, marked).map(withEachValue);
  const each = conditions.map(([sql]) => `select t.id from tickets t where ${sql}`);
  return [`t.id not in (${each.join(' union all ') || 'select 0'})`, ...conditions.flatMap(([, ...values]) => values)];
}
