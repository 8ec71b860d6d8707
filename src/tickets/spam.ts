import type { Context } from '../calls/action';
import { invalid } from '../errors';
import { insertRow } from '../store/rows';
import { isFiltered, listSpamFilters, type SpamFilter, type SpamKind } from '../store/tickets/spam';
import type { Author } from '../store/tickets/tickets';
import { isEmail } from './authors';

/**
 * Refuses what a guest sends where a filter of the desk says so. Staff and clients are never refused.
 *
 * @param filters those that concern the author: every one of a sender is this one.
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
 * Refuses to make a client of a sender whom the desk blocks, who could not be blocked any more then.
 *
 * @throws ApiError (invalid) `The sender is blocked`.
 */
export async function refuseBlockedSender(db: Context['db'], email: string): Promise<void> {
  const filters = await listSpamFilters(db, email);
  if (filters.some(({ kind }) => kind === 'sender')) throw invalid(BLOCKED);
}

const BLOCKED = 'The sender is blocked';

/**
 * Reads a filter as somebody wrote it.
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

/** Lets a sender open no more tickets and write no more replies; one who may not already may not. */
export async function blockSender({ db, now, record }: Context, email: string): Promise<void> {
  const filter: SpamFilter = { kind: 'sender', pattern: email };
  if (await isFiltered(db, filter)) return;
  await insertRow(db, 'spam_filters', { ...filter, createdAt: now });
  record({ changes: { blocked: [null, email] } });
}
