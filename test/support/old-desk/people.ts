import { Dice } from './dice';
import type { AddressFacts, ClientFacts, ContactFacts, FieldValue, PersonFacts, UserFacts } from './facts';
import { clientValues } from './fields';
import { password } from './passwords';
import { body, line } from './texts';

const FIRST = ['Ann', "Seán O'Neil", 'Björn', 'Zoë', 'Łukasz', 'Tom & Tina', '李', 'Ольга', '<b>Max</b>', 'José María'];
const LAST = ['Müller', 'Smith-Jones', "D'Angelo", 'Nguyễn', 'Ødegård', 'van der "Berg"', 'Петрова', 'Brown'];
const PLACES: readonly Pick<AddressFacts, 'city' | 'state' | 'postcode' | 'country'>[] = [
  { city: 'Köln', state: 'Nordrhein-Westfalen', postcode: '50667', country: 'DE' },
  { city: 'Saint-Étienne', state: '', postcode: '42000', country: 'FR' },
  { city: 'Springfield', state: 'Illinois', postcode: '62701', country: 'US' },
  { city: 'Łódź', state: 'łódzkie', postcode: '90-001', country: 'PL' },
];
export const PERMISSIONS = [
  'profile',
  'contacts',
  'products',
  'manageproducts',
  'productsso',
  'domains',
  'managedomains',
].concat(['invoices', 'quotes', 'tickets', 'affiliates', 'emails', 'orders']);
const LANGUAGES = ['', 'english', 'german', 'french', 'klingon'];
const DAY_MS = 86_400_000;

/** A moment between 2012 and 2026, never in an hour that a summer time skips or repeats. */
export function moment(dice: Dice, from = Date.UTC(2012, 0, 1), to = Date.UTC(2026, 10, 20)): Date {
  const day = from + dice.below(Math.floor((to - from) / DAY_MS)) * DAY_MS;
  return new Date(day - (day % DAY_MS) + (5 + dice.below(16)) * 3_600_000 + dice.below(3600) * 1000);
}

export const dayOf = (date: Date): string => date.toISOString().slice(0, 10);

/** How many clients, contacts, services and domains a desk of so many tickets has. */
export function sizes(tickets: number): { clients: number; contacts: number; services: number; domains: number } {
  const clients = Math.max(30, Math.round(tickets / 6));
  return {
    clients,
    contacts: Math.floor(clients / 3),
    services: Math.floor(clients / 2),
    domains: Math.floor(clients / 3),
  };
}

/** One in 29 clients was deleted, and tickets still refer to them. */
export const isDeletedClient = (id: number): boolean => id % 29 === 13;

function address(dice: Dice): AddressFacts {
  return {
    company: dice.onceIn(3) ? `${dice.of(LAST)} & Söhne "GmbH"` : '',
    address1: `${dice.from(1, 300)} ${dice.of(['High Street', "St. John's Road", 'Hauptstraße'])}`,
    address2: dice.onceIn(4) ? 'c/o A <B> C' : '',
    ...dice.of(PLACES),
    phone: dice.of(['+49.22112345', '0221 / 12345', '', '+1.5551234567']),
    taxId: dice.onceIn(5) ? `DE${dice.from(100_000_000, 999_999_999)}` : '',
  };
}

const name = (dice: Dice): Omit<PersonFacts, 'email'> => ({ firstName: dice.of(FIRST), lastName: dice.of(LAST) });

/** Every 17th client has the address and the user of the one before. */
export const ownerOf = (clientId: number): number => 1000 + (clientId % 17 === 0 ? clientId - 1 : clientId);
const clientEmail = (id: number): string => {
  const number = id % 17 === 0 ? id - 1 : id;
  return number % 23 === 0 ? `Client.${number}@Example.COM` : `client.${number}@example.com`;
};

/** A client; undefined if it was deleted. */
export function client(id: number, tickets: number): ClientFacts | undefined {
  if (isDeletedClient(id) || id > sizes(tickets).clients) return undefined;
  const dice = new Dice('client', id);
  const createdAt = moment(dice);
  const values: readonly FieldValue[] = clientValues(dice);
  return {
    id,
    ...name(dice),
    email: clientEmail(id),
    ...address(dice),
    status: dice.of(['Active', 'Active', 'Active', 'Inactive', 'Closed']),
    groupId: dice.of([0, 0, 1, 2, 9]),
    language: dice.of(LANGUAGES),
    notes: dice.onceIn(4) ? body(dice, 'no emoji') : '',
    marketing: dice.onceIn(2),
    createdOn: dayOf(createdAt),
    createdAt: dice.onceIn(3) ? undefined : createdAt,
    lastLoginAt: dice.onceIn(3) ? undefined : moment(dice, createdAt.getTime()),
    lastAddress: dice.of(['192.0.2.1', '2001:db8::1', '']),
    ownerId: ownerOf(id),
    values,
    clientNotes: Array.from({ length: dice.onceIn(6) ? 2 : 0 }, (_, at) => ({
      id: id * 5 + at,
      staffId: dice.from(1, 5),
      body: body(dice, 'no emoji'),
      sticky: dice.onceIn(2),
      createdAt: moment(dice, createdAt.getTime()),
    })),
  };
}

/** A contact of every third client. */
export function contact(id: number, tickets: number): ContactFacts | undefined {
  const clientId = id * 3;
  if (isDeletedClient(clientId) || id > sizes(tickets).contacts) return undefined;
  const dice = new Dice('contact', id);
  const email = dice.onceIn(9) ? clientEmail(clientId) : `contact.${id}@example.net`;
  return { id, clientId, ...name(dice), email, ...address(dice), createdAt: moment(dice) };
}

function user(id: number, email: string, accounts: UserFacts['accounts']): UserFacts {
  const dice = new Dice('user', id);
  const createdAt = moment(dice);
  return {
    id,
    ...name(dice),
    email,
    password: dice.onceIn(15) ? undefined : password(dice),
    language: dice.of(LANGUAGES),
    verifiedAt: dice.onceIn(2) ? undefined : moment(dice, createdAt.getTime()),
    lastLoginAt: dice.onceIn(3) ? undefined : moment(dice, createdAt.getTime()),
    createdAt,
    accounts,
  };
}

/** The owners of all clients, then those who only share some, and one who has none. */
export function* users(tickets: number): Generator<UserFacts> {
  const { clients } = sizes(tickets);
  const exists = ({ clientId }: { clientId: number }) => !isDeletedClient(clientId) && clientId <= clients;
  for (let id = 1; id <= clients; id++) {
    if (ownerOf(id) !== 1000 + id) continue;
    const owned = [id, id + 1].filter((clientId) => ownerOf(clientId) === 1000 + id);
    const accounts = owned.map((clientId) => ({ clientId, isOwner: true, permissions: [] })).filter(exists);
    yield user(1000 + id, clientEmail(id), accounts);
  }
  for (let id = 5; id < clients; id += 5) {
    const accounts = [id, id + 1].map((clientId) => ({
      clientId,
      isOwner: false,
      permissions: new Dice('permissions', clientId).onceIn(2) ? ['tickets', 'emails'] : PERMISSIONS,
    }));
    yield user(500_000 + id, `User.${id}@example.org`, accounts.filter(exists));
  }
  yield user(900_001, 'nobody@example.org', []);
}

/** The user who shares a client without owning it; undefined if there is none. */
export function sharerOf(clientId: number, tickets: number): number | undefined {
  const id = clientId - (clientId % 5);
  return clientId % 5 <= 1 && id >= 5 && id < sizes(tickets).clients && !isDeletedClient(clientId)
    ? 500_000 + id
    : undefined;
}

/** The words of a subject or a name of something. */
export const title = (dice: Dice): string => line(dice, 'no emoji');
