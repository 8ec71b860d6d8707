import { decodeHTML } from 'entities';
import type { MirroredMessage, MirroredTicket } from '../store/moving/mirroring';
import type { UpstreamClient } from '../upstream/client';
import { LEFT_OUT, textOf } from './fields';

/** A reply of a ticket in the old desk. The opening message has the id 0. */
interface OldReply {
  id: string;
  message: string;
}

/** The old desk may encode texts and change their line ends and spaces. */
const bare = (text: unknown): string =>
  decodeHTML(String(text ?? ''))
    .replace(/\s+/g, ' ')
    .trim();

function isSame(reply: OldReply, message: MirroredMessage): boolean {
  const [found, text] = [bare(reply.message), bare(textOf(message))];
  return [text, ...withoutEmoji(text)].some((one) => found === one || found.startsWith(`${one} ${LEFT_OUT} `));
}

const BEYOND_THREE_BYTES = /[\u{10000}-\u{10ffff}]/gu;

/** What MySQL makes of emoji in a table of utf8, which has three bytes a letter: question marks, nothing, or the end. */
function withoutEmoji(text: string): string[] {
  const at = text.search(BEYOND_THREE_BYTES);
  if (at < 0) return [];
  const spellings = ['?', '????', ''].map((by) => bare(text.replace(BEYOND_THREE_BYTES, by)));
  return [...spellings, bare(text.slice(0, at))].filter((one) => one !== '');
}

/** A list that WHMCS answers as `{reply: [...]}`, as a list, or as empty text when there is nothing. */
function listIn(value: unknown, name: string): Record<string, unknown>[] {
  const inner = typeof value === 'object' && value !== null && name in value ? Object(value)[name] : value;
  return Array.isArray(inner) ? inner.filter((item) => typeof item === 'object' && item !== null) : [];
}

async function repliesOf(upstream: UpstreamClient, ticketId: string, signal: AbortSignal): Promise<OldReply[]> {
  const answer = await upstream.ask('GetTicket', { ticketid: ticketId }, { signal });
  return listIn(answer.replies, 'reply').map(({ replyid, message }) => ({
    id: String(replyid ?? ''),
    message: String(message ?? ''),
  }));
}

/**
 * Finds a reply in the old desk by its text, which is all that AddTicketReply leaves behind: it answers with no id.
 *
 * @param taken whether a reply of this id is known to be another message
 * @returns the id of the newest; undefined if there is none
 */
export async function findReply(
  upstream: UpstreamClient,
  ticketId: string,
  message: MirroredMessage,
  taken: (ids: string[]) => Promise<Set<string>>,
  signal: AbortSignal,
): Promise<string | undefined> {
  const same = (await repliesOf(upstream, ticketId, signal)).filter((reply) => isSame(reply, message));
  const ids = same.map(({ id }) => id).filter((id) => /^[1-9]\d*$/.test(id));
  const known = await taken(ids);
  return ids.filter((id) => !known.has(id)).sort((one, other) => Number(other) - Number(one))[0];
}

/**
 * Finds a ticket in the old desk that has this subject and opening message, after an answer to OpenTicket was lost.
 *
 * @param taken whether a ticket of this id is known to be another one
 */
export async function findTicket(
  upstream: UpstreamClient,
  ticket: MirroredTicket,
  message: MirroredMessage,
  taken: (ids: string[]) => Promise<Set<string>>,
  signal: AbortSignal,
): Promise<string | undefined> {
  const { clientSourceId, email, subject } = ticket;
  const who: Record<string, string> = clientSourceId === null ? { email } : { clientid: clientSourceId };
  const answer = await upstream.ask('GetTickets', { ...who, subject, limitnum: '100' }, { signal });
  const ids = listIn(answer.tickets, 'ticket')
    .filter((found) => bare(found.subject) === bare(subject))
    .map(({ id }) => String(id));
  const known = await taken(ids);
  for (const id of ids.filter((found) => !known.has(found))) {
    const [opening] = await repliesOf(upstream, id, signal);
    if (opening !== undefined && isSame(opening, message)) return id;
  }
  return undefined;
}

/** The departments of an answer to GetSupportDepartments: ids by name in lower case. */
export function departmentsIn({ departments }: Record<string, unknown>): Map<string, string> {
  const list = listIn(departments, 'department');
  return new Map(list.map(({ id, name }) => [bare(name).toLowerCase(), String(id)]));
}
