import { addressOf, keyOf, nameIn, readMailboxes, readMessageIds } from './addresses';
import { cleanLine } from './clean';
import { readDate } from './dates';
import { decodeWords } from './encoded-words';
import { type Fields, inUnicode } from './fields';
import type { Mailbox, ReceivedMail } from './mail';

/** What the headers of a mail say. */
export type Head = Omit<ReceivedMail, 'text' | 'html' | 'files' | 'leftOut' | 'cuts' | 'report' | 'flags' | 'digest'>;

const DELIVERED_TO = ['delivered-to', 'x-original-to', 'envelope-to'];

/**
 * Reads the headers of a mail.
 *
 * @param charset that of its text, in which some programs write headers too; '' if it names none.
 */
export function readHead(fields: Fields, charset: string): Head {
  const all = (name: string): string[] =>
    fields.list.filter((field) => field.name === name).map(({ raw }) => inUnicode(raw, charset));
  const first = (name: string): string => all(name)[0] ?? '';
  const from = all('from').flatMap(readMailboxes);
  const sender = readMailboxes(first('sender'))[0] ?? null;
  const returnPath = returnPathOf(all('return-path')[0]);
  return {
    messageId: readMessageIds(first('message-id'))[0] ?? null,
    inReplyTo: readMessageIds(first('in-reply-to')),
    references: readMessageIds(all('references').join(' ')),
    author: from[0] ?? authorBeside(first('from'), sender, returnPath),
    from,
    sender,
    replyTo: readMailboxes(first('reply-to')),
    // Some programs write one header for each.
    to: all('to').flatMap(readMailboxes),
    cc: all('cc').flatMap(readMailboxes),
    returnPath,
    deliveredTo: DELIVERED_TO.flatMap((name) => all(name).flatMap(readMailboxes)),
    subject: cleanLine(decodeWords(first('subject'))),
    date: readDate(first('date')),
    // As they stand: what an encoded word or a charset of the sender's choice says is no word of a mail server.
    headers: fields.list.map(({ name, raw }) => ({ name, value: cleanLine(raw) })),
  };
}

function returnPathOf(header: string | undefined): string | null {
  if (header === undefined) return null;
  if (/^\s*<\s*>/.test(header)) return '';
  return addressOf(/<([^<>]*)>/.exec(header)?.[1] ?? header);
}

/** The author of a mail whose From has no address. The name is still that of From, if it has one. */
function authorBeside(from: string, sender: Mailbox | null, returnPath: string | null): Mailbox | null {
  const name = nameIn(from);
  if (sender !== null) return { ...sender, name: name || sender.name };
  if (returnPath) return { name, address: returnPath, key: keyOf(returnPath) };
  // Last of all, an address that a program has hidden in an encoded word.
  return readMailboxes(decodeWords(from))[0] ?? null;
}
