import type { AddressFacts, Author, FieldValue, FileFacts, MessageFacts, TicketFacts } from './facts';
import { encoded } from './texts';

/** Text of a column that is declared as latin1 and is so in this row, while others have the bytes of UTF-8. */
export class RealLatin1 {
  constructor(readonly text: string) {}
}

/** What is in a column. A date becomes what the column's type says; without a value, the column has its initial one. */
export type Value = string | number | null | Date | Buffer | RealLatin1 | undefined;

export type Row = Record<string, Value>;

/** As WHMCS stores yes and no in columns of text. */
export const onOff = (flag: boolean): string => (flag ? 'on' : '');
export const oneZero = (flag: boolean): number => (flag ? 1 : 0);

export const addressRow = (facts: AddressFacts): Row => ({
  companyname: encoded(facts.company),
  address1: encoded(facts.address1),
  address2: encoded(facts.address2),
  city: encoded(facts.city),
  state: encoded(facts.state),
  postcode: encoded(facts.postcode),
  country: facts.country,
  phonenumber: facts.phone,
  tax_id: facts.taxId,
});

/** Who wrote something. WHMCS keeps names of guests and of the staff only. */
function authorRow(author: Author): Row {
  const nobody = { userid: 0, contactid: 0, requestor_id: 0, name: '', email: '', admin: '' };
  switch (author.kind) {
    case 'staff':
      return { ...nobody, admin: encoded(author.name) };
    case 'guest':
      return { ...nobody, name: encoded(author.name), email: author.email };
    case 'contact':
      return { ...nobody, userid: author.clientId, contactid: author.contactId };
    case 'user':
      return { ...nobody, userid: author.clientId, requestor_id: author.userId };
    case 'client':
      return { ...nobody, userid: author.clientId };
  }
}

const listOf = (files: readonly FileFacts[]): string => files.map(({ place }) => place).join('|');
const arePruned = (files: readonly FileFacts[]): number => oneZero(files.some(({ state }) => state === 'pruned'));

function stored({ body, stored: how }: MessageFacts): string | RealLatin1 {
  let text = how.entities ? encoded(body) : body;
  if (how.crlf) text = text.replaceAll('\n', '\r\n');
  if (how.withNul) text = text.replace(' ', ' \0');
  return how.latin1 ? new RealLatin1(text) : text;
}

const messageRow = (message: MessageFacts): Row => ({
  date: message.createdAt,
  message: stored(message),
  attachment: listOf(message.files),
  attachments_removed: arePruned(message.files),
  editor: message.format,
  message_id: message.mailId,
});

const openedBy = ({ openedBy: staff }: TicketFacts): string => (staff === undefined ? '' : encoded(staff.name));

function ticketRow(ticket: TicketFacts): Row {
  const [opening] = ticket.messages;
  return {
    id: ticket.id,
    tid: ticket.number,
    did: ticket.departmentId,
    ...authorRow(ticket.requester),
    prevent_client_closure: oneZero(ticket.preventClientClosure),
    cc: ticket.cc.join(','),
    c: ticket.accessCode,
    ipaddress: '192.0.2.7',
    title: encoded(ticket.subject),
    ...(opening === undefined ? {} : messageRow(opening)),
    date: ticket.createdAt,
    status: ticket.status,
    urgency: ticket.priority,
    admin: openedBy(ticket),
    lastreply: ticket.lastReplyAt,
    flag: ticket.assigneeId,
    service: ticket.service,
    merged_ticket_id: ticket.mergedIntoId,
    updated_at: ticket.updatedAt,
  };
}

const replyRow = (ticketId: number, message: MessageFacts): Row => ({
  ...{ id: message.id, tid: ticketId },
  ...authorRow(message.author),
  ...messageRow(message),
  rating: message.rating,
});

export const valueRows = (values: readonly FieldValue[], ownerId: number): Row[] =>
  values.map(({ fieldId, value }) => ({ fieldid: fieldId, relid: ownerId, value: encoded(value) }));

/** The tables that have rows of each ticket. Ids of rows that nobody refers to are counted by whoever writes them. */
export const TICKET_TABLES = [
  'tblcustomfieldsvalues',
  'tblticket_watchers',
  'tblticketlog',
  'tblticketnotes',
  'tblticketreplies',
  'tbltickets',
  'tbltickettags',
] as const;

/** A ticket's rows of a table. */
export function ticketRows(ticket: TicketFacts, table: (typeof TICKET_TABLES)[number]): Row[] {
  switch (table) {
    case 'tbltickets':
      return [ticketRow(ticket)];
    case 'tblticketreplies':
      return ticket.messages.slice(1).map((message) => replyRow(ticket.id, message));
    case 'tblticketnotes':
      return ticket.notes.map(({ id, author, body, format, createdAt, files }) => ({
        ...{ id, ticketid: ticket.id, admin: encoded(author.name), date: createdAt, message: encoded(body) },
        ...{ attachments: listOf(files), attachments_removed: arePruned(files), editor: format },
      }));
    case 'tbltickettags':
      return ticket.tags.map((tag) => ({ ticketid: ticket.id, tag: encoded(tag) }));
    case 'tblticket_watchers':
      return ticket.watcherIds.map((staffId) => ({ ticket_id: ticket.id, admin_id: staffId }));
    case 'tblcustomfieldsvalues':
      return valueRows(ticket.values, ticket.id);
    case 'tblticketlog':
      return [{ date: ticket.createdAt, tid: ticket.id, action: 'New Support Ticket Opened' }];
  }
}
