import { hash } from 'node:crypto';
import { domainToASCII } from 'node:url';

/** Somebody who sends or gets mail. */
export interface Person {
  name: string;
  address: string;
}

/** What would end an address, begin another one, or hide in it. */
const NOT_IN_ADDRESS = /[\s\p{C}@,;:<>()[\]\\"]/u;

/** A local part in quotes, which has nothing in them that ends an address outside of quotes but blanks. */
const IN_QUOTES = /^"(?: |[^\s\p{C}@,;:<>()[\]\\"])+"$/u;

/**
 * An address as mail servers write it: the domain in ASCII.
 *
 * @returns empty text if it is not one plain address
 */
export function wireAddress(address: string): string {
  const at = address.lastIndexOf('@');
  const local = address.slice(0, Math.max(at, 0)).trim();
  const domain = domainToASCII(address.slice(at + 1).trim());
  const isPlain = !NOT_IN_ADDRESS.test(local) || IN_QUOTES.test(local);
  return domain === '' || local === '' || !isPlain ? '' : `${local}@${domain}`;
}

/** What two spellings of one address have in common. */
export const addressKey = (address: string): string => wireAddress(address).toLowerCase();

const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1);

/** The Message-ID, without brackets, of a mail with a token. */
export const mailId = (token: string, fromAddress: string): string => `${token}@${domainOf(fromAddress)}`;

/** A mail of ours, as far as its addresses name it. */
interface Tokened {
  id: number;
  /** The secret that its Message-ID has. */
  token: string;
}

const ID_DIGITS = 8;
const DIGEST_DIGITS = 24;

/**
 * The token of an address that leads to a mail: where answers go, or where mail servers return it. People pass on where to
 * answer, and programs collect it. So it must tell neither where the mail returns nor its Message-ID: they prove bounces.
 */
export function addressToken({ id, token }: Tokened, use: 'answers' | 'returns'): string {
  const digest = hash('sha256', `${use}:${token}`);
  return id.toString(16).padStart(ID_DIGITS, '0') + digest.slice(0, DIGEST_DIGITS);
}

/** The id of the mail that an {@link addressToken} is for, if it is one. */
export const idInAddressToken = (token: string): number => Number.parseInt(token.slice(0, ID_DIGITS), 16);

/** An address that leads to a mail: `support+TOKEN@example.com`. */
export const tokenAddress = (token: string, fromAddress: string): string =>
  fromAddress.replace(/(?:\+[^@]*)?@(?=[^@]*$)/, `+${token}@`);

/** Addresses of the desk itself, with whatever follows a plus sign. Mail to them would come back as a ticket. */
export class OwnAddresses {
  private readonly keys: Set<string>;

  constructor(addresses: string[]) {
    this.keys = new Set(addresses.filter(Boolean).map(addressKey));
  }

  has(address: string): boolean {
    const key = addressKey(address);
    return this.keys.has(key) || this.keys.has(key.replace(/\+[^@]*@/, '@'));
  }
}

const MACHINES =
  /^(?:mailer[-_.]?daemon|postmaster|null|nobody|bounces?(?:[-+_.].*)?|(?:.*[-+_.])?(?:no|do[-_.]?not|dont)[-_.]?reply(?:[-+_.].*)?)@/;

/** Whether nobody reads the mail of an address: its name says so. */
export const isMachine = (address: string): boolean => MACHINES.test(addressKey(address));

/** Drops from lists of people those without a usable address, and whoever was in a list before. */
export function eachOnce<P extends { address: string }>(lists: P[][], isUnwanted: (address: string) => boolean): P[][] {
  const seen = new Set(['']);
  return lists.map((list) =>
    list.filter(({ address }) => {
      const key = addressKey(address);
      if (seen.has(key) || isUnwanted(address)) return false;
      seen.add(key);
      return true;
    }),
  );
}

/** Lists those of a client's account who want no mail about tickets, as keys of their addresses. */
export const silentKeys = (
  client: { email: string; preferences: Record<string, unknown>; silentContacts: string[] } | undefined,
): Set<string> =>
  new Set(
    client === undefined
      ? []
      : [...(client.preferences.support === false ? [client.email] : []), ...client.silentContacts].map(addressKey),
  );

/** Who gets a mail, and how they see each other. */
export interface Recipients {
  to: Person[];
  cc: Person[];
  bcc: Person[];
}

/** Whether any mail server takes an address: one with other letters in front of the domain needs SMTPUTF8. */
export const isAscii = (address: string): boolean => /^[\x20-\x7e]*@/.test(address);

/**
 * Distributes people to mails: one for all, but one of their own for those whose address few mail servers take. If nobody
 * is left to whom it is written, the first who would get a copy takes the place.
 */
export function mailsTo({ to, cc, bcc }: Recipients): Recipients[] {
  const visible = [...to, ...cc];
  const [first, ...others] = visible.filter(({ address }) => isAscii(address));
  const hidden = bcc.filter(({ address }) => isAscii(address));
  const shared = { to: first === undefined ? [] : [first], cc: others, bcc: hidden };
  const alone = [...visible, ...bcc].filter(({ address }) => !isAscii(address));
  const isEmpty = shared.to.length + shared.bcc.length === 0;
  return [...(isEmpty ? [] : [shared]), ...alone.map((person) => ({ to: [person], cc: [], bcc: [] }))];
}
