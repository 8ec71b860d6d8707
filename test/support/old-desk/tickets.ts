import { Dice } from './dice';
import type { Author, MessageFacts, TicketFacts } from './facts';
import { ticketValues } from './fields';
import { clientAuthor, lastOf, message, note, staff } from './messages';
import { moment, sizes } from './people';
import { DELETED_DEPARTMENT, DELETED_STAFF_ID, DELETED_STATUS, DEPARTMENTS, STATUSES } from './setup';
import { line } from './texts';

const UPPER = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const CODE = `${UPPER}abcdefghijklmnopqrstuvwxyz0123456789`;
const TAGS = ['billing', 'Größe', 'a & b', 'VIP', 'follow-up', '日本'];
const HOUR_MS = 3_600_000;

/** A merge into a ticket that does not exist. */
const LOST_MERGE = 8_888_888;

/**
 * The ticket that this one was merged into, of which one was merged again: 30 into 29 into 28.
 *
 * @returns 0 if it was not merged
 */
export function mergedInto(id: number): number {
  if (id % 310 === 29) return id - 1;
  if (id % 310 === 95) return LOST_MERGE;
  return id % 31 === 30 ? id - 1 : 0;
}

function numberOf(dice: Dice, id: number): string {
  // An operator has set the counter back once, and nothing in WHMCS keeps numbers apart.
  if (id % 500 === 77) return numberOf(new Dice('ticket', id - 1), id - 1);
  const digits = String((id * 7919 + 13) % 900_000 || 1).padStart(6, '0');
  if (dice.onceIn(9)) return `${dice.letters(3, UPPER)}-${digits}`;
  if (dice.onceIn(30)) return `${dice.letters(3, UPPER)} - ${digits} - 2013`;
  return id >= 900_000 ? String(1_000_000 + id) : digits;
}

function requesterOf(dice: Dice, id: number, tickets: number): TicketFacts['requester'] {
  const { clients } = sizes(tickets);
  if (!dice.onceIn(5)) return clientAuthor(dice, dice.from(1, clients), tickets);
  return {
    kind: 'guest',
    name: dice.of(["Guest O'Neil", 'Gäste & Co', 'Иван', '']),
    email: `guest.${id % 400}@example.org`,
  };
}

function serviceOf(dice: Dice, tickets: number): string {
  if (!dice.onceIn(4)) return '';
  const { services, domains } = sizes(tickets);
  return dice.of([`S${dice.from(1, services)}`, `D${dice.from(1, domains)}`, 'S999999']);
}

function replies(
  dice: Dice,
  id: number,
  requester: TicketFacts['requester'],
  opened: Date,
  tickets: number,
): MessageFacts[] {
  let at = opened.getTime();
  const count = dice.onceIn(60) ? 30 : dice.from(0, 10);
  return Array.from({ length: count }, (_, place) => {
    // A whole day, so that no hour of a summer time is hit.
    at += dice.from(0, 2) * 24 * HOUR_MS + dice.below(600) * 1000;
    let author: Author = requester;
    if (dice.onceIn(2)) author = staff(dice);
    else if (requester.kind !== 'guest') author = clientAuthor(dice, requester.clientId, tickets);
    return message(dice, id * 100 + place + 1, author, new Date(at));
  });
}

/** A ticket as it was before anything was merged into it. */
function alone(id: number, tickets: number): TicketFacts {
  const dice = new Dice('ticket', id);
  const number = numberOf(dice, id);
  const requester = requesterOf(dice, id, tickets);
  const openedBy = requester.kind !== 'guest' && dice.onceIn(6) ? staff(dice) : undefined;
  const opened = moment(dice, Date.UTC(2014, 0, 1), Date.UTC(2026, 7, 1));
  const departmentId = dice.onceIn(40) ? DELETED_DEPARTMENT : dice.of(DEPARTMENTS).id;
  const createdAt = id % 197 === 50 ? undefined : opened;
  const messages = [
    message(dice, 0, openedBy ?? requester, createdAt),
    ...replies(dice, id, requester, opened, tickets),
  ];
  return {
    ...{ id, number, numberIsTaken: id % 500 === 77, accessCode: dice.letters(8, CODE), departmentId },
    subject: dice.onceIn(90) ? '' : line(dice, 'any').trim(),
    status: dice.onceIn(50) ? DELETED_STATUS : dice.of(STATUSES).title,
    priority: dice.onceIn(200) ? 'Emergency' : dice.of(['Low', 'Medium', 'High']),
    ...{ requester, openedBy },
    assigneeId: dice.of([0, 0, 0, 1, 2, 3, 4, DELETED_STAFF_ID]),
    watcherIds: dice.onceIn(8) ? [...new Set([dice.from(1, 5), dice.of([2, DELETED_STAFF_ID])])] : [],
    service: serviceOf(dice, tickets),
    preventClientClosure: dice.onceIn(30),
    ...{ createdAt, lastReplyAt: id % 97 === 60 ? undefined : lastOf(messages) },
    updatedAt: dice.onceIn(2) ? undefined : lastOf(messages),
    mergedIntoId: 0,
    cc: dice.onceIn(7) ? ['Copy.One@example.com', `copy${id % 50}@example.net`].slice(0, dice.from(1, 2)) : [],
    tags: dice.onceIn(5) ? [...new Set([dice.of(TAGS), dice.of(TAGS)])] : [],
    values: ticketValues(dice, departmentId),
    messages,
    notes: Array.from({ length: dice.onceIn(3) ? dice.from(1, 3) : 0 }, (_, place) =>
      note(dice, id * 10 + place, new Date(opened.getTime() + place * HOUR_MS)),
    ),
  };
}

/** The opening message of a merged ticket as a reply of another: a copy, with its files. */
function copyOf(opening: MessageFacts, id: number): MessageFacts {
  // The table of replies stores text in another way, so a copy is never in real latin1.
  return { ...opening, id, mailId: undefined, stored: { ...opening.stored, latin1: false } };
}

/** Everything that was said in a ticket and in those merged into it. */
function conversation(id: number, tickets: number): MessageFacts[] {
  const parts = [id + 1].filter((other) => mergedInto(other) === id && other <= tickets);
  return parts
    .flatMap((other) => {
      const [opening, ...rest] = alone(other, tickets).messages;
      return [
        ...(opening === undefined ? [] : [copyOf(opening, other * 100 + 99)]),
        ...rest,
        ...conversation(other, tickets),
      ];
    })
    .sort((one, other) => one.id - other.id);
}

/** One ticket of the old desk, as it was left. */
export function ticket(id: number, tickets: number): TicketFacts {
  const one = alone(id, tickets);
  const into = mergedInto(id);
  if (into !== 0 && into !== LOST_MERGE) {
    return { ...one, mergedIntoId: into, status: 'Closed', messages: one.messages.slice(0, 1) };
  }
  const messages = [...one.messages, ...conversation(id, tickets)];
  return { ...one, mergedIntoId: into, messages };
}
