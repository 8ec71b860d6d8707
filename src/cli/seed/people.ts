import type { RowsByTable } from '../../store/seed/bulk';
import { Dice, KIND } from './dice';
import { capital, collect, DAY, DAYS, hex, iso, type Plan, SECOND } from './plan';
import { TEXTS } from './texts';

/** A person who writes tickets. */
export interface Person {
  firstName: string;
  lastName: string;
  domain: string;
  email: string;
}

/** Generates the person of a kind with an id. */
export function personOf(kind: number, id: number): Person {
  const dice = new Dice(kind, id);
  const [firstName, lastName] = [dice.of(TEXTS.firstNames), dice.of(TEXTS.lastNames)];
  const domain = domainOf(kind === KIND.guest ? -id : id);
  return { firstName, lastName, domain, email: `${firstName}.${lastName}${id}@${domain}`.toLowerCase() };
}

function domainOf(owner: number): string {
  const dice = new Dice(KIND.domain, owner);
  const { domainWords, domainEndings } = TEXTS;
  return `${dice.of(domainWords)}${dice.of(domainWords)}${dice.below(97)}.${dice.of(domainEndings)}`;
}

const uuid = (text: string): string => hex(text).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');

/** Generates a range of clients with their users, contacts, services and domains. */
export function clientRows({ until }: Plan, from: number, to: number): RowsByTable {
  const { rows, add } = collect('clients', 'users', 'client_users', 'contacts', 'services', 'domains');
  for (let id = from; id <= to; id++) {
    const dice = new Dice(KIND.client, id);
    const { firstName, lastName, domain, email } = personOf(KIND.client, id);
    const since = iso(Date.parse(until) - DAYS * DAY - dice.below(DAYS * 86_400) * SECOND);
    const times = { createdAt: since, updatedAt: since };
    const name = { firstName, lastName };
    const company =
      dice.next() < 0.4
        ? `${capital(dice.of(TEXTS.domainWords))} ${capital(dice.of(TEXTS.domainWords))} ${dice.of(TEXTS.forms)}`
        : '';
    const { city, country } = dice.of(TEXTS.cities);
    const phone = `+49 30 ${1_000_000 + dice.below(9_000_000)}`;
    const status = dice.next() < 0.9 ? 'Active' : 'Inactive';
    add('clients', { id, uuid: uuid(`client ${id}`), ...name, company, email, phone, city, country, status, ...times });
    add('users', { id, ...name, email, ...times });
    add('client_users', { clientId: id, userId: id, isOwner: true, createdAt: since });
    const registered = { createdAt: since, registeredOn: since.slice(0, 10), updatedAt: since };
    if (hasContact(id)) {
      const contact = personOf(KIND.contact, id);
      const names = { firstName: contact.firstName, lastName: contact.lastName };
      add('contacts', { id: contactOf(id), clientId: id, ...names, email: `contact${id}@${domain}`, ...times });
    }
    if (hasService(id)) add('services', { id, clientId: id, name: dice.of(TEXTS.products), domain, ...registered });
    add('domains', { id, clientId: id, name: domain, ...registered });
  }
  return rows;
}

export const hasContact = (clientId: number): boolean => clientId % 3 === 0;
export const contactOf = (clientId: number): number => clientId / 3;
export const hasService = (clientId: number): boolean => clientId % 10 < 7;
