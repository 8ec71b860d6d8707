import type { Context } from '../calls/action';
import { invalid } from '../errors';
import { listQuotable } from '../store/tickets/quoting';
import type { TicketRow } from '../store/tickets/tickets';

/** Which messages a mail quotes: a kind of choice, or their ids. */
type Quoting = 'none' | 'last' | 'all' | number[];

/** A part of a conversation, the oldest first. */
export interface ConversationPart {
  kind: 'message' | 'draft' | 'note';
  id: number;
}

/** More would make a mail that nobody reads. */
const MOST_QUOTED = 50;

const REFUSAL = 'Invalid quote. Must be none, last, all or ids of messages of the ticket';

/**
 * Reads what a mail should quote.
 *
 * @returns undefined for what mails quote by default
 * @throws ApiError (invalid) `Invalid quote. Must be none, last, all or ids of messages of the ticket`
 */
export function readQuoting(sent: string | (string | number)[] | undefined): Quoting | undefined {
  if (sent === undefined) return undefined;
  const items = (typeof sent === 'string' ? sent.split(',') : sent).map((item) => String(item).trim()).filter(Boolean);
  const [word = 'none'] = items;
  const kind = (['none', 'last', 'all'] as const).find((one) => one === word.toLowerCase());
  if (kind !== undefined && items.length <= 1) return kind;
  if (items.some((item) => !/^[1-9]\d{0,8}$/.test(item))) throw invalid(REFUSAL);
  return items.map(Number);
}

/**
 * Chooses what a mail quotes of a conversation, the oldest first, and of too much the newest. It is only what the
 * customer may read: never a note, and never a draft.
 */
export function quotedIn(conversation: readonly ConversationPart[], quoting: Quoting): number[] {
  const messages = conversation.filter(({ kind }) => kind === 'message').map(({ id }) => id);
  if (quoting === 'none') return [];
  if (quoting === 'last') return messages.slice(-1);
  const chosen = quoting === 'all' ? messages : messages.filter((id) => quoting.includes(id));
  return chosen.slice(-MOST_QUOTED);
}

/**
 * Finds the messages of a ticket that the mail about a reply quotes.
 *
 * @param strictly whether each id must be that of a message; without it, those that are gone are left out
 * @throws ApiError (invalid) `Invalid quote. Must be none, last, all or ids of messages of the ticket`
 */
export async function findQuoted(
  { db }: Pick<Context, 'db'>,
  ticket: Pick<TicketRow, 'id'>,
  quoting: Quoting | undefined,
  strictly: 'strictly' | 'as far as they exist' = 'strictly',
): Promise<number[]> {
  if (quoting === undefined || quoting === 'none') return [];
  const conversation = await listQuotable(db, ticket.id);
  if (strictly === 'strictly' && Array.isArray(quoting)) {
    const known = new Set(conversation.filter(({ kind }) => kind === 'message').map(({ id }) => id));
    if (quoting.some((id) => !known.has(id))) throw invalid(REFUSAL);
  }
  return quotedIn(conversation, quoting);
}
