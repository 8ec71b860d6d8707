import { setImmediate as nextTurn } from 'node:timers/promises';
import { insertEmails, type NewEmail } from '../store/desk/emails';
import type { DeskEvent } from '../store/desk/outbox';
import type { MailContext } from './queue';
import { mailsToCustomers } from './to-customers';
import { findStaffToTell, mailsToStaff } from './to-staff';
import { findTopics, type RecordedEvent, requesterAddress, type Topics } from './topic';

/** Who learns what of an event. */
interface Plan {
  customers?: { template: string; automatic: '' | 'auto-replied' | 'auto-generated' };
  staff?: { template: string };
}

const PLANS: Partial<Record<DeskEvent, Plan>> = {
  TicketOpen: {
    customers: { template: 'Support Ticket Opened', automatic: 'auto-replied' },
    staff: { template: 'New Support Ticket Opened' },
  },
  TicketOpenAdmin: {
    customers: { template: 'Support Ticket Opened by Admin', automatic: '' },
    staff: { template: 'New Support Ticket Opened' },
  },
  TicketUserReply: { staff: { template: 'Support Ticket Response' } },
  TicketAdminReply: { customers: { template: 'Support Ticket Reply', automatic: '' } },
  TicketClose: { customers: { template: 'Support Ticket Closed', automatic: 'auto-generated' } },
};

/** Whether people are told about an event by mail. */
export const isMailed = (event: string): boolean => Object.hasOwn(PLANS, event);

/** How many mails an event caused, or why they could not be composed. */
export type Written = number | Error;

/** As many characters go into one statement, or one mail that has more. */
const MOST_CHARACTERS = 1_000_000;

/** After the mails of as many events, callers have their turn: a hundred take 30 ms, in which nobody else is answered. */
const EVENTS_PER_TURN = 5;

/**
 * Writes the mails that events of tickets cause: to the requester and those who get copies, and to staff. Each is written
 * once, however often this runs. A ticket or message that is gone causes none, and neither does `noemail`.
 *
 * @returns what became of each event, in their order
 */
export async function writeTicketMails(context: MailContext, events: RecordedEvent[]): Promise<Written[]> {
  const wanted = events.filter(({ event, payload }) => planOf(event) !== undefined && payload.noemail !== true);
  if (wanted.length === 0) return events.map(() => 0);
  const plans = wanted.flatMap(({ event }) => planOf(event) ?? []);
  const names = plans.flatMap(({ customers, staff }) => [customers?.template, staff?.template]);
  const topics = await findTopics(context, wanted, [...new Set(names.filter((name) => name !== undefined))]);
  const failed = new Map<number, Error>();
  const written = new Map<number, number>();
  let waiting: NewEmail[] = [];
  let characters = 0;
  const flush = async () => {
    const inserted = waiting.length === 0 ? [] : await insertEmails(context.db, waiting, context.now);
    for (const { eventId } of inserted) if (eventId !== null) written.set(eventId, (written.get(eventId) ?? 0) + 1);
    waiting = [];
    characters = 0;
  };
  for (const [at, event] of wanted.entries()) {
    if (at % EVENTS_PER_TURN === 0) await nextTurn();
    try {
      const mails = composeMails(context, topics, event);
      waiting.push(...mails);
      characters += mails.reduce((sum, { body, plain }) => sum + body.length + plain.length, 0);
    } catch (error) {
      failed.set(event.id, error instanceof Error ? error : new Error(String(error)));
    }
    if (characters > MOST_CHARACTERS) await flush();
  }
  await flush();
  return events.map(({ id }) => failed.get(id) ?? written.get(id) ?? 0);
}

const planOf = (event: string): Plan | undefined => PLANS[event as DeskEvent];

function composeMails(context: MailContext, topics: Topics, event: RecordedEvent): NewEmail[] {
  const { customers, staff } = planOf(event.event) ?? {};
  const topic = topics.of(event);
  if (topic === undefined) return [];
  // A member of staff may be the requester, or get copies, and no mail comes twice.
  const others = customers === undefined ? [] : [requesterAddress(topic.ticket)];
  const readers = staff === undefined ? [] : findStaffToTell(context, topics, topic, staff.template, others);
  const told = readers.map(({ email }) => email);
  return [
    ...(customers === undefined ? [] : mailsToCustomers(context, topics, topic, { told, ...customers })),
    ...mailsToStaff(context, topic, readers),
  ];
}
