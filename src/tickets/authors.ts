import { createHash } from 'node:crypto';
import { invalid } from '../errors';
import type { Author } from '../store/tickets/tickets';

/** With a kind, because on Node.js 20 a copy to which a member is added costs twenty times as much. */
const BLANK: Author = {
  kind: 'guest',
  clientId: null,
  userId: null,
  contactId: null,
  staffId: null,
  name: '',
  email: '',
};

/** Letters of any script, digits, and the characters that RFC 5322 allows in an unquoted local part. */
const ATOM = `[\\p{L}\\p{N}!#$%&'*+/=?^_\`{|}~-]+`;
const LABEL = '[\\p{L}\\p{N}](?:[\\p{L}\\p{N}-]{0,61}[\\p{L}\\p{N}])?';
const DOMAIN = `@${LABEL}(?:\\.${LABEL})+$`;
const EMAIL = new RegExp(`^(?=.{1,254}$)(?=[^@]{1,64}@)${ATOM}(?:\\.${ATOM})*${DOMAIN}`, 'u');
/** With blanks or dots in quotes. Nothing else in them is worth the harm that it can do in a header. */
const QUOTED = new RegExp(`^(?=.{1,254}$)"[\\p{L}\\p{N}!#$%&'*+/=?^_\`{|}~ .-]{1,62}"${DOMAIN}`, 'u');

export const isEmail = (text: string): boolean => EMAIL.test(text.trim());

/** Whether mail can go to an address. Nobody enters one with quotes, but mails come from them. */
export const isReachable = (address: string): boolean => isEmail(address) || QUOTED.test(address);

/**
 * Checks an e-mail address: one plain address with a dot in its domain, and nothing that could end a mail header.
 *
 * @throws ApiError (invalid) `Email Address Invalid`.
 */
export function checkEmail(email: string): string {
  const trimmed = email.trim();
  if (!EMAIL.test(trimmed)) throw invalid('Email Address Invalid');
  return trimmed;
}

/**
 * Checks that a guest gives a name and an email address.
 *
 * @returns both, as given.
 * @throws ApiError (invalid) `Name and email address are required if not a client`.
 */
export function requireNameAndEmail(
  name: string | undefined,
  email: string | undefined,
): { name: string; email: string } {
  if (!name?.trim() || !email?.trim()) throw invalid('Name and email address are required if not a client');
  return { name, email };
}

/**
 * A guest as an author: somebody who is neither a client nor staff.
 *
 * @throws ApiError (invalid) `Name and email address are required if not a client`; `Email Address Invalid`.
 */
export function guest(name: string | undefined, email: string | undefined): Author {
  const given = requireNameAndEmail(name, email);
  const address = checkEmail(given.email);
  return { ...BLANK, kind: 'guest', name: given.name, email: address };
}

/** A client as an author, or the contact or user who writes for the client's account. */
export function ofClient(clientId: number, through: { contactId?: number; userId?: number } = {}): Author {
  if (through.userId !== undefined) return { ...BLANK, kind: 'user', clientId, userId: through.userId };
  if (through.contactId !== undefined) return { ...BLANK, kind: 'contact', clientId, contactId: through.contactId };
  return { ...BLANK, kind: 'client', clientId };
}

/** A member of staff as an author, or just a name under which staff answers. */
export const ofStaff = (staffId: number | null, name: string): Author => ({ ...BLANK, kind: 'staff', staffId, name });

/** A UUID (RFC 9562, version 8) for somebody who has no row of their own. The same words always give the same UUID. */
export function uuidOf(words: string): string {
  const hash = createHash('sha256').update(words).digest('hex');
  const variant = ((Number.parseInt(hash.charAt(16), 16) & 0x3) | 0x8).toString(16);
  return [
    hash.slice(0, 8),
    hash.slice(8, 12),
    `8${hash.slice(13, 16)}`,
    variant + hash.slice(17, 20),
    hash.slice(20, 32),
  ].join('-');
}
