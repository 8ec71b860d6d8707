import type { Context } from '../calls/action';
import { invalid } from '../errors';
import { insertRow } from '../store/rows';
import { isFiltered, listSpamFilters, type SpamFilter, type SpamKind } from '../store/tickets/spam';
import type { Author } from '../store/tickets/tickets';
import { addressSpellings } from '../text/email';
import { isEmail } from './authors';

/**
 * Refuses what a guest sends if a spam filter matches. Staff and clients are never refused.
 *
 * @param filters those that apply to the author: each `sender` filter among them matches already.
 * @throws ApiError (invalid) `The sender is blocked`; `The ticket was taken for spam`.
 */
export function refuseSpam(
  author: Pick<Author, 'kind'>,
  { subject, body }: { subject: string; body: string },
  filters: SpamFilter[],
): void {
  if (author.kind !== 'guest' || filters.length === 0) return;
  if (filters.some(({ kind }) => kind === 'sender')) throw invalid(BLOCKED);
  const texts = { sender: '', subject: subject.toLowerCase(), phrase: `${subject}\n${body}`.toLowerCase() };
  if (filters.some(({ kind, pattern }) => texts[kind].includes(pattern.toLowerCase()))) {
    throw invalid('The ticket was taken for spam');
  }
}

/**
 * The filters that apply to a guest with this address, which may be empty: each `sender` filter among them matches, in
 * whichever spelling of a Unicode domain it was written.
 */
export async function filtersOf(db: Context['db'], email: string): Promise<SpamFilter[]> {
  const [given = [], ...others] = await Promise.all(addressSpellings(email).map((one) => listSpamFilters(db, one)));
  return [...given, ...others.flat().filter(({ kind }) => kind === 'sender')];
}

/**
 * Refuses to add a blocked sender as a client, because clients are never blocked.
 *
 * @throws ApiError (invalid) `The sender is blocked`.
 */
export async function refuseBlockedSender(db: Context['db'], email: string): Promise<void> {
  const filters = await filtersOf(db, email);
  if (filters.some(({ kind }) => kind === 'sender')) throw invalid(BLOCKED);
}

const BLOCKED = 'The sender is blocked';

/**
 * Checks a filter as an operator wrote it.
 *
 * @throws ApiError (invalid) `Invalid Sender. Must be an email address or @ and a domain`.
 */
export function checkFilter(kind: SpamKind, pattern: string): SpamFilter {
  if (kind !== 'sender') return { kind, pattern };
  const sender = pattern.trim();
  if (!isEmail(sender.startsWith('@') ? `anybody${sender}` : sender)) {
    throw invalid('Invalid Sender. Must be an email address or @ and a domain');
  }
  return { kind, pattern: sender };
}

/** Stops a sender from opening tickets and replying. Does nothing if they are blocked already. */
export async function blockSender({ db, now, record, forget }: Context, email: string): Promise<void> {
  const filter: SpamFilter = { kind: 'sender', pattern: email };
  if (await isFiltered(db, filter)) return;
  await insertRow(db, 'spam_filters', { ...filter, createdAt: now });
  forget();
  record({ changes: { blocked: [null, email] } });
}
