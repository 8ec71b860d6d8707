import { createHash } from 'node:crypto';
import { LANGUAGES, type Language, TEXTS } from './seed-texts';

/** What a made-up desk is made of. The same plan always makes the same desk. */
export interface Plan {
  tickets: number;
  /** When the desk's three years end. */
  until: string;
  departmentIds: number[];
  staffIds: number[];
  closedStatusId: number;
  /** From the most to the least frequent. */
  openStatusIds: number[];
  priorityIds: number[];
}

/** Rows by table, in the order in which they can be inserted. */
export type Rows = Record<string, Record<string, unknown>[]>;

export const clientsOf = ({ tickets }: Pick<Plan, 'tickets'>): number => Math.max(3, Math.round(tickets / 10));

/** What the tickets of a made-up desk say they came from: it tells them from others. */
export const SOURCE = 'load';

/** Messages have ids that follow from the ticket's, and so do their files. */
const MESSAGES_EACH = 10;

/** One in so many was merged into the one before it. */
const MERGED_EVERY = 125;

const SECOND = 1000;
const DAY = 86_400 * SECOND;
const DAYS = 1095;

/** Draws numbers for one thing: the same ones for the same thing, and otherwise as good as by chance. */
class Dice {
  private state: number;

  constructor(kind: number, id: number) {
    this.state = (Math.imul(id, 0x9e3779b1) ^ Math.imul(kind + 1, 0x85ebca6b)) >>> 0;
    this.next();
  }

  /** At least 0 and below 1. */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), this.state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /** A whole number below another; the greater the skew, the more often a small one. */
  below(count: number, skew = 1): number {
    return Math.floor(count * this.next() ** skew);
  }

  of<T>(list: readonly T[], skew = 1): T {
    return list[this.below(list.length, skew)] as T;
  }
}

const KIND = { client: 1, ticket: 2, moment: 3, message: 4, guest: 5, contact: 6, domain: 7 };

const hex = (text: string): string => createHash('md5').update(text).digest('hex');
const uuid = (text: string): string => hex(text).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
const iso = (time: number): string => new Date(time).toISOString();

function domainOf(owner: number): string {
  const dice = new Dice(KIND.domain, owner);
  const { domainWords, domainEndings } = TEXTS;
  return `${dice.of(domainWords)}${dice.of(domainWords)}${dice.below(97)}.${dice.of(domainEndings)}`;
}

interface Person {
  firstName: string;
  lastName: string;
  domain: string;
  email: string;
}

function personOf(kind: number, id: number): Person {
  const dice = new Dice(kind, id);
  const [firstName, lastName] = [dice.of(TEXTS.firstNames), dice.of(TEXTS.lastNames)];
  const domain = domainOf(kind === KIND.guest ? -id : id);
  return { firstName, lastName, domain, email: `${firstName}.${lastName}${id}@${domain}`.toLowerCase() };
}

/** The clients from one to another, and whom and what they have. */
export function clientRows({ until }: Plan, from: number, to: number): Rows {
  const rows = { clients: [], users: [], client_users: [], contacts: [], services: [], domains: [] } as Rows;
  const add = (table: string, row: Record<string, unknown>) => rows[table]?.push(row);
  for (let id = from; id <= to; id++) {
    const dice = new Dice(KIND.client, id);
    const { firstName, lastName, domain, email } = personOf(KIND.client, id);
    const since = iso(Date.parse(until) - DAYS * DAY - dice.below(DAYS * 86_400) * SECOND);
    const times = { created_at: since, updated_at: since };
    const name = { first_name: firstName, last_name: lastName };
    const company =
      dice.next() < 0.4
        ? `${capital(dice.of(TEXTS.domainWords))} ${capital(dice.of(TEXTS.domainWords))} ${dice.of(TEXTS.forms)}`
        : '';
    const { city, country } = dice.of(TEXTS.cities);
    const phone = `+49 30 ${1_000_000 + dice.below(9_000_000)}`;
    const status = dice.next() < 0.9 ? 'Active' : 'Inactive';
    add('clients', { id, uuid: uuid(`client ${id}`), ...name, company, email, phone, city, country, status, ...times });
    add('users', { id, ...name, email, ...times });
    add('client_users', { client_id: id, user_id: id, is_owner: true, created_at: since });
    const registered = { created_at: since, registered_on: since.slice(0, 10), updated_at: since };
    if (hasContact(id)) {
      const contact = personOf(KIND.contact, id);
      const names = { first_name: contact.firstName, last_name: contact.lastName };
      add('contacts', { id: contactOf(id), client_id: id, ...names, email: `contact${id}@${domain}`, ...times });
    }
    if (hasService(id)) add('services', { id, client_id: id, name: dice.of(TEXTS.products), domain, ...registered });
    add('domains', { id, client_id: id, name: domain, ...registered });
  }
  return rows;
}

const hasContact = (clientId: number): boolean => clientId % 3 === 0;
const contactOf = (clientId: number): number => clientId / 3;
const hasService = (clientId: number): boolean => clientId % 10 < 7;

/** When a ticket was opened: most of them by day, more and more over the years, in the order of their ids but for the hour. */
function openedAt({ tickets, until }: Plan, id: number): number {
  const dice = new Dice(KIND.moment, id);
  const base = Date.parse(until) - 60 * SECOND - DAYS * DAY * (1 - (id / (tickets + 1)) ** 0.8);
  const byDay =
    base - (base % DAY) + Math.floor((DAY / SECOND) * ((dice.next() + dice.next() + dice.next()) / 3)) * SECOND;
  return Math.min(byDay, base - (base % SECOND));
}

/** How many replies tickets have, each as likely as the next. */
const REPLIES = [0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 4, 5, 7];

interface Ticket {
  id: number;
  /** The ticket that it is, or the one that it was merged into. */
  livesIn: number;
  openedAt: number;
  repliedAt: number;
  replies: number;
  /** Seconds from message to message. */
  pause: number;
  clientId: number | null;
  userId: number | null;
  contactId: number | null;
  openerId: number | null;
  person: Person;
  language: Language;
  words: Record<string, string>;
}

const isMerged = (id: number): boolean => id % MERGED_EVERY === 0;

function ticketOf(plan: Plan, id: number, dice: Dice): Ticket {
  const until = Date.parse(plan.until);
  const livesIn = isMerged(id) ? id - 1 : id;
  const opened = openedAt(plan, livesIn) + (isMerged(id) ? 30 * SECOND : 0);
  const replies = isMerged(id) ? 0 : dice.of(REPLIES);
  const pause = 60 * Math.floor(3 + 2000 * dice.next() ** 3);
  const latest = until - (1 + dice.below(3600)) * SECOND;
  const owner = dice.next();
  const clients = clientsOf(plan);
  const clientId = owner < 0.18 ? null : 1 + dice.below(clients, 3);
  const guest = 1 + dice.below(clients, 2);
  const person = clientId === null ? personOf(KIND.guest, guest) : personOf(KIND.client, clientId);
  const who = dice.next();
  const asContact = clientId !== null && who < 0.06 && hasContact(clientId);
  const asUser = clientId !== null && who >= 0.06 && who < 0.3;
  return {
    ...{ id, livesIn, openedAt: opened, replies, pause, clientId, person },
    repliedAt: Math.max(opened, Math.min(opened + pause * replies * SECOND, latest)),
    userId: asUser ? clientId : null,
    contactId: asContact ? contactOf(clientId) : null,
    openerId: who > 0.97 ? dice.of(plan.staffIds) : null,
    language: languageOf(dice),
    words: wordsOf(id, opened, person, dice),
  };
}

function languageOf(dice: Dice): Language {
  let left = dice.next() * 100;
  const found = LANGUAGES.find(({ share }) => {
    left -= share;
    return left < 0;
  });
  return found ?? (LANGUAGES[0] as Language);
}

/** What texts have braces for. */
function wordsOf(
  id: number,
  opened: number,
  { firstName, lastName, domain }: Person,
  dice: Dice,
): Record<string, string> {
  const [day = ''] = iso(opened).split('T');
  return {
    domain,
    person: `${firstName} ${lastName}`,
    invoice: `${day.slice(0, 4)}-${String(id % 1_000_000).padStart(6, '0')}`,
    order: `ORD-${100_000 + id}`,
    error: `ERR-${1000 + dice.below(4000, 4)}`,
    product: dice.of(TEXTS.products),
    ip: `10.${dice.below(256)}.${dice.below(256)}.${1 + dice.below(254)}`,
    host: `${dice.of(TEXTS.hosts)}${1 + dice.below(400)}`,
    date: day.split('-').reverse().join('.'),
    amount: `${5 + dice.below(400)}.${String(dice.below(100)).padStart(2, '0')} EUR`,
  };
}

/** A word of technology that nobody has heard of. A few are in every other ticket, and most are rare. */
function inventedWord(dice: Dice): string {
  const { syllables, lastSyllables } = TEXTS;
  const all = syllables.length ** 2 * lastSyllables.length;
  const at = dice.below(all, 3);
  const [first, second] = [
    Math.floor(at / syllables.length / lastSyllables.length),
    Math.floor(at / lastSyllables.length),
  ];
  return `${syllables[first]}${syllables[second % syllables.length]}${lastSyllables[at % lastSyllables.length]}`;
}

const fill = (text: string, words: Record<string, string>, dice: Dice): string =>
  text.replace(/\{(\w+)\}/g, (_, name: string) => words[name] ?? inventedWord(dice));

/** The tickets from one to another with all that belongs to them. */
export function ticketRows(plan: Plan, from: number, to: number): Rows {
  const rows = { tickets: [], messages: [], notes: [], attachments: [], recipients: [], ticket_tags: [] } as Rows;
  for (let id = from; id <= to; id++) addTicket(plan, id, (table, row) => rows[table]?.push(row));
  return rows;
}

type Add = (table: string, row: Record<string, unknown>) => void;

function addTicket(plan: Plan, id: number, add: Add): void {
  const dice = new Dice(KIND.ticket, id);
  const ticket = ticketOf(plan, id, dice);
  const { clientId, userId, contactId, openerId, person, words } = ticket;
  const statusId = statusOf(plan, ticket, dice);
  const mergesNext = id + 1 <= plan.tickets && isMerged(id + 1);
  const repliedAt = mergesNext ? Math.max(ticket.repliedAt, ticket.openedAt + 30 * SECOND) : ticket.repliedAt;
  const replied = iso(repliedAt);
  const isDeleted = !isMerged(id) && dice.next() < 0.007;
  add('tickets', {
    id,
    number: String(1_000_000 + ((id * 7_368_787) % 9_000_000)),
    access_code: hex(`code ${id}`).slice(0, 8),
    department_id: dice.of(plan.departmentIds, 2),
    subject: capital(fill(dice.of(ticket.language.subjects), words, dice)),
    status_id: statusId,
    priority_id:
      plan.priorityIds[
        dice.next() < 0.7 ? Math.floor(plan.priorityIds.length / 2) : dice.below(plan.priorityIds.length)
      ],
    ...{ client_id: clientId, user_id: userId, contact_id: contactId, opened_by_staff_id: openerId },
    opener_kind: openerId === null ? kindOf(ticket) : 'staff',
    requester_name: clientId === null ? words.person : '',
    requester_email: clientId === null ? person.email : '',
    assignee_id: dice.next() < 0.35 ? dice.of(plan.staffIds) : null,
    service_id: clientId !== null && hasService(clientId) && dice.next() < 0.3 ? clientId : null,
    source: SOURCE,
    ...{ created_at: iso(ticket.openedAt), updated_at: replied, last_reply_at: replied },
    closed_at: statusId === plan.closedStatusId ? replied : null,
    merged_into_id: isMerged(id) ? ticket.livesIn : null,
    deleted_at: isDeleted ? replied : null,
    viewed_by_staff: true,
  });
  for (let place = 0; place <= ticket.replies; place++) addMessage(plan, ticket, place, add);
  if (dice.next() < 0.08) {
    const body = `Seen on ${words.host}: ${words.error}, see order ${words.order}`;
    const created_at = iso(Math.min(ticket.openedAt + 540 * SECOND, repliedAt));
    add('notes', { id, ticket_id: ticket.livesIn, staff_id: dice.of(plan.staffIds), body, created_at });
  }
  if (dice.next() < 0.04) {
    add('recipients', { ticket_id: id, kind: 'cc', position: 0, email: `cc${dice.below(977)}@${words.domain}` });
  }
  if (dice.next() < 0.06) add('ticket_tags', { ticket_id: id, tag_id: dice.of(TAGS.map((_, at) => at)) });
}

/** In `ticket_tags`, a tag's place in this list stands for its id. */
export const TAGS = ['vip', 'bug', 'billing', 'migration', 'abuse'];

function statusOf({ until, closedStatusId, openStatusIds }: Plan, { repliedAt }: Ticket, dice: Dice): number {
  const days = (Date.parse(until) - repliedAt) / DAY;
  const closed = days > 30 ? 0.985 : days > 7 ? 0.85 : 0.4;
  return dice.next() < closed ? closedStatusId : dice.of(openStatusIds, 1.5);
}

function kindOf({ contactId, userId, clientId }: Ticket): string {
  if (contactId !== null) return 'contact';
  if (userId !== null) return 'user';
  return clientId === null ? 'guest' : 'client';
}

function addMessage(plan: Plan, ticket: Ticket, place: number, add: Add): void {
  const id = ticket.id * MESSAGES_EACH + place;
  const dice = new Dice(KIND.message, id);
  const { clientId, userId, contactId, openerId, person, words, language } = ticket;
  const byStaff = place % 2 === 1;
  const staffId = byStaff ? dice.of(plan.staffIds) : place === 0 ? openerId : null;
  const said = Math.min(ticket.openedAt + ticket.pause * place * SECOND, ticket.repliedAt);
  add('messages', {
    id,
    ticket_id: ticket.livesIn,
    is_first: place === 0 && !isMerged(ticket.id),
    author_kind: staffId === null ? kindOf(ticket) : 'staff',
    ...(byStaff ? {} : { client_id: clientId, user_id: userId, contact_id: contactId }),
    staff_id: staffId,
    author_name: byStaff || clientId !== null ? '' : words.person,
    author_email: byStaff || clientId !== null ? '' : person.email,
    body: bodyOf(language, byStaff, said, words, dice),
    created_at: iso(said),
  });
  if (dice.next() < 0.06) {
    const filename = dice.of(TEXTS.files);
    const size = 32 * (1 + dice.below(20));
    add('attachments', { id, message_id: id, position: 0, filename, stored_name: `${id}_${filename}`, size });
  }
}

function bodyOf(language: Language, byStaff: boolean, said: number, words: Record<string, string>, dice: Dice): string {
  const { greetings, sentences, answers, closings } = language;
  const count = 2 + dice.below(4);
  const text = Array.from({ length: count }, () => dice.of(byStaff ? answers : sentences));
  const line = `[${iso(said).slice(0, 19)}] {host} {word}: {error} from {ip}, trace ${hex(String(dice.next())).slice(0, 12)}`;
  const log = dice.next() < 0.3 ? `\n\n${line}` : '';
  const name = byStaff ? 'Support' : '{person}';
  return fill(`${dice.of(greetings)}\n\n${text.join(' ')}${log}\n\n${dice.of(closings)}\n${name}`, words, dice);
}

/** How tables number on after the tickets up to one. */
export const sequencesAfter = (ticketId: number): Record<string, number> => ({
  tickets: ticketId,
  messages: (ticketId + 1) * MESSAGES_EACH,
  notes: ticketId,
  attachments: (ticketId + 1) * MESSAGES_EACH,
});
