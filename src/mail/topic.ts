import { listUndeliverable } from '../store/desk/email-sending';
import { type EmailTemplate, listTemplatesWithNames } from '../store/desk/email-templates';
import {
  listMerged,
  listQuoted,
  listThreads,
  listToldMessages,
  type QuotedMessage,
  type ThreadMail,
  type ToldMessage,
} from '../store/desk/email-threads';
import { listDeskAddresses } from '../store/inbound/addresses';
import {
  type ClientCorrespondent,
  listClientCorrespondents,
  listDepartmentCorrespondents,
  listStaffReaders,
  type StaffReader,
} from '../store/people/correspondents';
import { findTicketViews, type TicketView } from '../store/tickets/whmcs-views';
import { addressKey, OwnAddresses, type Person } from './people';
import type { MailContext } from './queue';
import { departmentSender } from './ticket-fields';

/** An event as the outbox has it. */
export interface RecordedEvent {
  id: number;
  event: string;
  payload: Record<string, unknown>;
}

/** What the mails of one event are about. */
export interface Topic {
  eventId: number;
  ticket: TicketView;
  /** The message that the event wrote, or else the ticket's last one. */
  message: ToldMessage;
  /** Whether a program wrote the message, or opened the ticket. */
  isAutomatic: boolean;
  client: ClientCorrespondent | undefined;
  department: Person & { own: string };
  thread: ThreadMail[];
  /** The messages that mail about it quotes, the oldest first. */
  quoted: QuotedMessage[];
}

/** What the mails of several events are about. */
export interface Topics {
  /** Undefined if it is gone. */
  of(event: RecordedEvent): Topic | undefined;
  /** The addresses of the desk, its departments and its mailboxes. */
  own: OwnAddresses;
  /** The versions of a template. */
  templates(name: string): EmailTemplate[];
  /** Who works in a department of the events' tickets, and who has one of them. */
  staff: StaffReader[];
  /** Those of all these people's addresses to which nothing automatic goes. */
  unreachable: ReadonlySet<string>;
}

/** Looks up what several events are about, in as many statements as for one. */
export async function findTopics(
  context: MailContext,
  events: RecordedEvent[],
  templateNames: string[],
): Promise<Topics> {
  const { db, desk } = context;
  const asked = events.map(({ id, payload }) => {
    const written = payload.replyid ?? payload.messageid;
    const messageId = written === undefined ? undefined : Number(written);
    const quotedIds = Array.isArray(payload.quote) ? payload.quote.map(Number) : [];
    return { eventId: id, ticketId: Number(payload.ticketid), messageId, quotedIds };
  });
  const quoting = asked.filter(({ quotedIds }) => quotedIds.length > 0);
  const ticketIds = [...new Set(asked.map(({ ticketId }) => ticketId))];
  const [merged, views, messages, threads, departments, templates, deskAddresses, quotations] = await Promise.all([
    listMerged(db, ticketIds),
    findTicketViews(db, ticketIds),
    listToldMessages(db, asked),
    listThreads(db, asked),
    listDepartmentCorrespondents(db),
    listTemplatesWithNames(db, templateNames),
    listDeskAddresses(db),
    quoting.length === 0 ? [] : listQuoted(db, quoting),
  ]);
  if (merged.length > 0) return findMergedTopics(context, events, templateNames, merged);
  const clientIds = [...new Set(views.map(({ clientId }) => clientId).filter((id) => id !== 0))];
  const departmentIds = [...new Set(views.map(({ departmentId }) => departmentId))];
  const [clients, staff] = await Promise.all([
    clientIds.length === 0 ? [] : listClientCorrespondents(db, clientIds),
    listStaffReaders(db, departmentIds),
  ]);
  const addresses = [
    ...views.map(requesterAddress),
    ...messages.flatMap(({ copies }) => copies.map(({ email }) => email)),
    ...staff.map(({ email }) => email),
  ];
  const unreachable = new Set(await listUndeliverable(db, [...new Set(addresses.map(addressKey))]));
  const viewOf = byKey(views, ({ id }) => id);
  const messageOf = byKey(messages, ({ eventId }) => eventId);
  const clientOf = byKey(clients, ({ id }) => id);
  const departmentOf = byKey(departments, ({ id }) => id);
  const threadOf = new Map(events.map(({ id }): [number, ThreadMail[]] => [id, []]));
  const quotedOf = new Map(quotations.map(({ eventId, messages: quoted }) => [eventId, quoted]));
  for (const mail of threads) threadOf.get(mail.eventId)?.push(mail);
  return {
    own: new OwnAddresses([...deskAddresses, desk.email]),
    templates: (name) => templates.filter((template) => template.name.toLowerCase() === name.toLowerCase()),
    staff,
    unreachable,
    of({ id, payload }) {
      const ticket = viewOf.get(Number(payload.ticketid));
      const message = messageOf.get(id);
      const department = ticket && departmentOf.get(ticket.departmentId);
      if (ticket === undefined || message === undefined || department === undefined) return undefined;
      return {
        eventId: id,
        ticket,
        message,
        isAutomatic: message.isAutomatic || message.isOpenedAutomatically,
        client: clientOf.get(ticket.clientId),
        department: { own: department.name, ...departmentSender(desk, department) },
        thread: threadOf.get(id) ?? [],
        quoted: quotedOf.get(id) ?? [],
      };
    },
  };
}

/** A ticket may be merged before anybody is told of an event: then what was written is at the one that it leads to. */
async function findMergedTopics(
  context: MailContext,
  events: RecordedEvent[],
  templateNames: string[],
  merged: { id: number; masterId: number }[],
): Promise<Topics> {
  const masters = new Map(merged.map(({ id, masterId }) => [id, masterId]));
  const led = ({ payload, ...event }: RecordedEvent): RecordedEvent => {
    const id = Number(payload.ticketid);
    return { ...event, payload: { ...payload, ticketid: masters.get(id) ?? id } };
  };
  const topics = await findTopics(context, events.map(led), templateNames);
  return { ...topics, of: (event) => topics.of(led(event)) };
}

/** Where mail to a ticket's requester goes. */
export const requesterAddress = ({ email, replyAddress }: Pick<TicketView, 'email' | 'replyAddress'>): string =>
  replyAddress || email;

function byKey<Row>(rows: Row[], keyOf: (row: Row) => number): Map<number, Row> {
  return new Map(rows.map((row) => [keyOf(row), row]));
}
