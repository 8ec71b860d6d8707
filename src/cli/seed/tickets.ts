import type { RowsByTable } from '../../store/seed/bulk';
import { Dice, KIND } from './dice';
import { contactOf, hasContact, hasService, type Person, personOf } from './people';
import { type Add, capital, clientsOf, collect, DAY, DAYS, hex, iso, type Plan, SECOND, SOURCE } from './plan';
import { type Language, TEXTS } from './texts';
import { bodyOf, fill, languageOf, wordsOf } from './words';

/** The ids of messages and attachments are computed from the ticket's id, with room for this many messages each. */
const MESSAGES_EACH = 10;

/** Every ticket whose id is a multiple of this is merged into the previous one. */
const MERGED_EVERY = 125;

/** When a ticket was opened. Most open during the day, and more each year. Ids follow the days, but not the hours. */
function openedAt({ tickets, until }: Plan, id: number): number {
  const dice = new Dice(KIND.moment, id);
  const base = Date.parse(until) - 60 * SECOND - DAYS * DAY * (1 - (id / (tickets + 1)) ** 0.8);
  const byDay =
    base - (base % DAY) + Math.floor((DAY / SECOND) * ((dice.next() + dice.next() + dice.next()) / 3)) * SECOND;
  return Math.min(byDay, base - (base % SECOND));
}

/** Numbers of replies, all equally likely. */
const REPLIES = [0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 4, 5, 7];

interface Ticket {
  id: number;
  /** The id of the ticket that has its messages: its own, or that of the ticket it was merged into. */
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

/** A ticket with a tag, given as an index into {@link TAGS}. */
interface Tagged {
  ticketId: number;
  place: number;
}

/** Generates a range of tickets with everything that belongs to them. */
export function ticketRows(plan: Plan, from: number, to: number): { rows: RowsByTable; tagged: Tagged[] } {
  const { rows, add } = collect('tickets', 'messages', 'notes', 'attachments', 'recipients');
  const tagged: Tagged[] = [];
  for (let id = from; id <= to; id++) {
    const place = addTicket(plan, id, add);
    if (place !== undefined) tagged.push({ ticketId: id, place });
  }
  return { rows, tagged };
}

/** @returns the index of the ticket's tag in {@link TAGS}, if it has one */
function addTicket(plan: Plan, id: number, add: Add): number | undefined {
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
    accessCode: hex(`code ${id}`).slice(0, 8),
    departmentId: dice.of(plan.departmentIds, 2),
    subject: capital(fill(dice.of(ticket.language.subjects), words, dice)),
    statusId,
    priorityId:
      plan.priorityIds[
        dice.next() < 0.7 ? Math.floor(plan.priorityIds.length / 2) : dice.below(plan.priorityIds.length)
      ],
    ...{ clientId, userId, contactId, openedByStaffId: openerId },
    openerKind: openerId === null ? kindOf(ticket) : 'staff',
    requesterName: clientId === null ? words.person : '',
    requesterEmail: clientId === null ? person.email : '',
    assigneeId: dice.next() < 0.35 ? dice.of(plan.staffIds) : null,
    serviceId: clientId !== null && hasService(clientId) && dice.next() < 0.3 ? clientId : null,
    source: SOURCE,
    ...{ createdAt: iso(ticket.openedAt), updatedAt: replied, lastReplyAt: replied },
    closedAt: statusId === plan.closedStatusId ? replied : null,
    mergedIntoId: isMerged(id) ? ticket.livesIn : null,
    deletedAt: isDeleted ? replied : null,
    viewedByStaff: true,
  });
  for (let place = 0; place <= ticket.replies; place++) addMessage(plan, ticket, place, add);
  if (dice.next() < 0.08) {
    const body = `Seen on ${words.host}: ${words.error}, see order ${words.order}`;
    const createdAt = iso(Math.min(ticket.openedAt + 540 * SECOND, repliedAt));
    add('notes', { id, ticketId: ticket.livesIn, staffId: dice.of(plan.staffIds), body, createdAt });
  }
  if (dice.next() < 0.04) {
    add('recipients', { ticketId: id, kind: 'cc', position: 0, email: `cc${dice.below(977)}@${words.domain}` });
  }
  return dice.next() < 0.06 ? dice.of(TAGS.map((_, at) => at)) : undefined;
}

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
    ticketId: ticket.livesIn,
    isFirst: place === 0 && !isMerged(ticket.id),
    authorKind: staffId === null ? kindOf(ticket) : 'staff',
    ...(byStaff ? {} : { clientId, userId, contactId }),
    staffId,
    authorName: byStaff || clientId !== null ? '' : words.person,
    authorEmail: byStaff || clientId !== null ? '' : person.email,
    body: bodyOf(language, byStaff, said, words, dice),
    createdAt: iso(said),
  });
  if (dice.next() < 0.06) {
    const filename = dice.of(TEXTS.files);
    const size = 32 * (1 + dice.below(20));
    add('attachments', { id, messageId: id, position: 0, filename, storedName: `${id}_${filename}`, size });
  }
}

/** The ids after which the tables continue, once all tickets up to this one are added. */
export const sequencesAfter = (ticketId: number): Record<string, number> => ({
  tickets: ticketId,
  messages: (ticketId + 1) * MESSAGES_EACH,
  notes: ticketId,
  attachments: (ticketId + 1) * MESSAGES_EACH,
});
