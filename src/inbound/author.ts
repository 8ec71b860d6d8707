import { domainToUnicode } from 'node:url';
import type { Context } from '../calls/action';
import { addressKey } from '../mail/people';
import { findPeople, findStaffBySpellings, type KnownPerson, type KnownStaff } from '../store/inbound/people';
import type { Author } from '../store/tickets/tickets';
import { ofClient } from '../tickets/authors';
import type { Mailbox } from './reading/mail';

/** Everybody whom the desk knows under an address. */
export interface Known {
  /** Clients before contacts and users. */
  people: KnownPerson[];
  staff: KnownStaff | undefined;
}

/** How an address may be written in the database: with its domain in ASCII, or in the letters of its language. */
export function spellingsOf(address: string): string[] {
  const key = addressKey(address) || address.toLowerCase();
  const at = key.lastIndexOf('@');
  const unicode = `${key.slice(0, at)}@${domainToUnicode(key.slice(at + 1))}`;
  return [...new Set([key, unicode, address.trim().toLowerCase()])];
}

/** Finds everybody with an address. */
export async function findKnown({ db }: Pick<Context, 'db'>, address: string): Promise<Known> {
  const spellings = spellingsOf(address);
  const [people, staff] = await Promise.all([findPeople(db, spellings), findStaffBySpellings(db, spellings)]);
  return { people, staff };
}

/** Somebody without an account, under the name and address in the mail. */
export const guestOf = ({ name, address }: Mailbox): Author => ({
  ...{ kind: 'guest', clientId: null, userId: null, contactId: null, staffId: null },
  name: name === '' ? address : name,
  email: address,
});

/**
 * The sender as an author: somebody of a client's account, else a guest. The name in the mail never counts.
 *
 * @param clientId the client of the ticket, whose people come first
 */
export function authorOf(sender: Mailbox, { people }: Known, clientId: number | null): Author {
  const person = people.find((one) => one.clientId === clientId) ?? people[0];
  if (person === undefined) return guestOf(sender);
  return ofClient(person.clientId, {
    ...(person.contactId !== null && { contactId: person.contactId }),
    ...(person.userId !== null && { userId: person.userId }),
  });
}
