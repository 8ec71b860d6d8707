import type { Context } from '../calls/action';
import { addressKey, addressToken, idInAddressToken } from '../mail/people';
import {
  findMailedMessages,
  findSentMails,
  findTicketsByNumber,
  listAddressesOnTickets,
  type SentMail,
} from '../store/inbound/proofs';
import type { Mailbox, ReceivedMail } from './reading/mail';

/** A ticket that a mail names in a way that proves that its sender has a mail about it. */
interface Proof {
  /** Null if the ticket is gone. */
  ticketId: number | null;
  /** The mail of ours that names it; undefined for a mail of somebody else. */
  sent: SentMail | undefined;
  /** Whether the mail goes to an address that only leads to this ticket. */
  isAddress: boolean;
}

/** What a mail says about tickets. */
export interface Proofs {
  /** The strongest first. */
  proofs: Proof[];
  /** The living tickets that the subject names, the leftmost first. A number proves nothing. */
  tagged: number[];
  /** Whether it is a mail of ours. */
  isOurs: boolean;
}

/** Of a Message-ID, or of an address. */
const TOKEN = /^[0-9a-f]{32}$/;

const LARGEST_ID = 2 ** 31 - 1;

/** The tokens in addresses such as `support+TOKEN@example.com`. */
const tokensIn = (addresses: string[]): string[] =>
  addresses.flatMap((address) => {
    const token = /\+([^@+]*)@/.exec(address.toLowerCase())?.[1] ?? '';
    return TOKEN.test(token) ? [token] : [];
  });

/** The token of a Message-ID of ours: everything before the domain, which an operator may have changed since. */
const tokenOf = (messageId: string): string =>
  messageId.slice(0, Math.max(0, messageId.lastIndexOf('@'))).toLowerCase();

/** `[Ticket #123456]`, and WHMCS's `[Ticket ID: 123456]`. Numbers may have spaces: `ABC - 1234 - 2026`. */
const TAGS = /\[\s*Ticket\s+(?:#|ID:)\s*([^\][\s](?:[^\][]{0,62}[^\][\s])?)\s*\]/gi;

/** More are looked up for nobody. */
const MOST_TAGS = 20;
const MOST_ADDRESSES = 100;

/** The numbers of the tickets that a subject names, without repetitions. */
const numbersIn = (subject: string): string[] =>
  [...new Set(Array.from(subject.matchAll(TAGS), ([, number = '']) => number.replace(/\s+/g, ' ')))].slice(
    0,
    MOST_TAGS,
  );

/**
 * Finds the mails of ours that tokens belong to.
 *
 * @param inAddresses the tokens of addresses. Older mails have their Message-ID's token there.
 * @returns the mails by each of the tokens that they may be named by
 */
async function findSent(
  { db }: Pick<Context, 'db'>,
  inMessageIds: string[],
  inAddresses: string[],
): Promise<Map<string, SentMail>> {
  const tokens = [...new Set([...inMessageIds, ...inAddresses])].filter((token) => TOKEN.test(token));
  const ids = inAddresses.map(idInAddressToken).filter((id) => id <= LARGEST_ID);
  const found = tokens.length === 0 ? [] : await findSentMails(db, tokens, ids);
  return new Map(
    found.flatMap((row) =>
      [row.token, addressToken(row, 'answers'), addressToken(row, 'returns')].map((token) => [token, row]),
    ),
  );
}

/** Every address to which a mail went, as far as it says. */
export const addressesOf = (mail: ReceivedMail, recipients: string[]): string[] =>
  [mail.to, mail.cc, mail.deliveredTo]
    .flatMap((list: Mailbox[]) => list.slice(0, MOST_ADDRESSES).map(({ address }) => address))
    .concat(recipients.slice(0, MOST_ADDRESSES));

/**
 * Finds the tickets that a mail names: by an address with a token, by the Message-IDs of the mail that it answers and of
 * those before, and by tags in the subject.
 *
 * @param recipients those of the SMTP envelope, if it came that way
 */
export async function findProofs(
  { db }: Pick<Context, 'db'>,
  mail: ReceivedMail,
  recipients: string[],
): Promise<Proofs> {
  const inAddresses = tokensIn(addressesOf(mail, recipients));
  const ids = [...mail.inReplyTo, ...mail.references.toReversed()];
  const own = mail.messageId === null ? '' : tokenOf(mail.messageId);
  const numbers = numbersIn(mail.subject);
  const [byToken, mailed, numbered] = await Promise.all([
    findSent({ db }, [own, ...ids.map(tokenOf)], inAddresses),
    ids.length === 0 ? [] : findMailedMessages(db, ids),
    numbers.length === 0 ? [] : findTicketsByNumber(db, numbers),
  ]);
  const ofSent = (token: string, isAddress: boolean): Proof[] => {
    const found = byToken.get(token);
    return found?.isAboutTicket ? [{ ticketId: found.ticketId, sent: found, isAddress }] : [];
  };
  const tagged = numbers.flatMap((number) => numbered.find((ticket) => ticket.number === number)?.ticketId ?? []);
  return {
    proofs: [
      ...inAddresses.flatMap((token) => ofSent(token, true)),
      ...ids.flatMap((id) => [
        ...ofSent(tokenOf(id), false),
        ...mailed
          .filter(({ mailId }) => mailId === id)
          .map(({ ticketId }) => ({ ticketId, sent: undefined, isAddress: false })),
      ]),
    ],
    tagged: [...new Set(tagged)],
    isOurs: byToken.has(own),
  };
}

/** A mail of ours that a report is about. */
interface Returned {
  sent: SentMail;
  /** Whether the report shows that it was written about the mail: whoever answers mails may know their reply addresses. */
  isProven: boolean;
  /** Whether it went to the address to which the mail returns. Answers and forwarded mails never show that. */
  hasReturned: boolean;
}

/**
 * Finds the mail of ours that a report is about: by its Message-ID, by the address to which it returns, or at least by that
 * for answers.
 *
 * @param messageIds the likeliest first
 * @param addresses to which the report went
 */
export async function findReturned(
  context: Pick<Context, 'db'>,
  messageIds: string[],
  addresses: string[],
): Promise<Returned | undefined> {
  const inMessageIds = messageIds.map(tokenOf);
  const inAddresses = tokensIn(addresses);
  const byToken = await findSent(context, inMessageIds, inAddresses);
  const find = (tokens: string[], tokenFor: (row: SentMail) => string): SentMail | undefined =>
    tokens.map((token) => ({ token, row: byToken.get(token) })).find(({ token, row }) => row && tokenFor(row) === token)
      ?.row;
  const returned = find(inAddresses, (row) => addressToken(row, 'returns'));
  const sent = find(inMessageIds, ({ token }) => token) ?? returned;
  if (sent !== undefined) return { sent, isProven: true, hasReturned: sent === returned };
  const [answered] = inAddresses.flatMap((token) => byToken.get(token) ?? []);
  return answered && { sent: answered, isProven: false, hasReturned: false };
}

/** Finds out on which of some tickets somebody is: as requester, as somebody of its client, or as one who gets copies. */
export async function ticketsOf({ db }: Pick<Context, 'db'>, key: string, ticketIds: number[]): Promise<Set<number>> {
  const rows = ticketIds.length === 0 ? [] : await listAddressesOnTickets(db, [...new Set(ticketIds)]);
  return new Set(rows.filter(({ address }) => addressKey(address) === key).map(({ ticketId }) => ticketId));
}
