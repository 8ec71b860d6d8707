import type { Author, FileFacts, MessageFacts, NoteFacts, TicketFacts } from '../facts';
import type { OldDesk } from '../old-desk';
import { users } from '../people';
import { clients, contacts } from '../people-rows';
import { CATEGORIES, DEPARTMENTS, PREDEFINED, STATUSES } from '../setup';
import { type Answer, type Fields, page, Refused, text, time } from './answers';

interface Requestor {
  requestor_name: string;
  requestor_email: string;
  requestor_type: string;
}

/** The names of everybody, for what answers say of authors. */
function people(desk: OldDesk): (author: Author) => Requestor {
  const names = new Map<string, { firstName: string; lastName: string; email: string }>();
  for (const one of clients(desk.size)) names.set(`client ${one.id}`, one);
  for (const one of contacts(desk.size)) names.set(`contact ${one.id}`, one);
  for (const one of users(desk.size)) names.set(`user ${one.id}`, one);
  const of = (key: string, type: string): Requestor => {
    const one = names.get(key);
    const name = one === undefined ? '' : `${one.firstName} ${one.lastName}`;
    return { requestor_name: text(name), requestor_email: one?.email ?? '', requestor_type: type };
  };
  return (author) => {
    switch (author.kind) {
      case 'staff':
        return { requestor_name: text(author.name), requestor_email: '', requestor_type: 'Operator' };
      case 'guest':
        return { requestor_name: text(author.name), requestor_email: author.email, requestor_type: 'Guest' };
      case 'client':
        return of(`client ${author.clientId}`, 'Owner');
      case 'contact':
        return of(`contact ${author.contactId}`, 'Sub-account');
      case 'user':
        return of(`user ${author.userId}`, 'Authorized User');
    }
  };
}

/** Without files, some versions answer with a list that holds an empty list. */
function files(list: readonly FileFacts[], id: number): Answer {
  const attachments = list.map(({ name }, index) => ({ filename: name, index }));
  return {
    attachment: list.map(({ place }) => place).join('|'),
    attachments: attachments.length === 0 && id % 2 === 1 ? [[]] : attachments,
    attachments_removed: list.some(({ state }) => state === 'pruned'),
  };
}

const idsOf = (author: Author): Answer => ({
  userid: 'clientId' in author ? author.clientId : 0,
  contactid: author.kind === 'contact' ? author.contactId : 0,
  name: author.kind === 'guest' ? text(author.name) : '',
  email: author.kind === 'guest' ? author.email : '',
});

const adminOf = (author: Author | undefined): string => (author?.kind === 'staff' ? text(author.name) : '');

/** What WHMCS answers about tickets. All tickets are kept in memory. */
export function ticketActions(desk: OldDesk, zone: string): Record<string, (fields: Fields) => Answer> {
  const all = [...desk.tickets()];
  const byId = new Map(all.map((one) => [one.id, one]));
  const requestorOf = people(desk);
  const listed = all
    .filter(({ mergedIntoId }) => mergedIntoId === 0)
    .sort((one, other) => (other.lastReplyAt?.getTime() ?? 0) - (one.lastReplyAt?.getTime() ?? 0) || one.id - other.id);
  const messages = new Map<number, MessageFacts>(
    all.flatMap((one) => one.messages.slice(1).map((reply) => [reply.id, reply])),
  );
  const notes = new Map<number, NoteFacts>(all.flatMap((one) => one.notes.map((note) => [note.id, note])));

  const ticketMembers = (one: TicketFacts): Answer => ({
    ...idsOf(one.requester),
    ...requestorOf(one.requester),
    cc: one.cc.join(','),
    c: one.accessCode,
    date: time(one.createdAt, zone),
    subject: text(one.subject),
    status: one.status,
    priority: one.priority,
    admin: adminOf(one.openedBy),
    lastreply: time(one.lastReplyAt, zone),
    flag: one.assigneeId,
    service: one.service,
  });

  /** The opening message is answered as a reply of the ticket's own requester. */
  function replyMembers(one: TicketFacts, message: MessageFacts): Answer {
    const author = message.id === 0 ? one.requester : message.author;
    return {
      replyid: message.id === 0 ? '0' : message.id,
      ...idsOf(author),
      ...requestorOf(message.author),
      date: time(message.createdAt, zone),
      message: text(message.body).replaceAll('\n', message.stored.crlf ? '\r\n' : '\n'),
      ...files(message.files, message.id),
      admin: adminOf(message.author),
      ...(message.id === 0 ? {} : { rating: message.rating }),
    };
  }

  const noteMembers = (note: NoteFacts): Answer => ({
    noteid: note.id,
    date: time(note.createdAt, zone),
    message: text(note.body),
    ...files(note.files, note.id),
    admin: text(note.author.name),
  });

  function find(fields: Fields): TicketFacts {
    let one = all.find(({ id, number }) =>
      fields.ticketid === undefined ? number === fields.ticketnum : id === Number(fields.ticketid),
    );
    while (one !== undefined && one.mergedIntoId !== 0) one = byId.get(one.mergedIntoId);
    if (one === undefined) throw new Refused('Ticket ID Not Found');
    return one;
  }

  function attachment(fields: Fields): FileFacts {
    const id = Number(fields.relatedid);
    const owners = { ticket: byId.get(id)?.messages[0], reply: messages.get(id), note: notes.get(id) };
    const { type } = fields;
    if (type !== 'ticket' && type !== 'reply' && type !== 'note')
      throw new Refused('Invalid Type. Must be one of ticket, reply, note');
    const owner = owners[type];
    if (owner === undefined) throw new Refused('Related ID Not Found');
    const file = owner.files[Number(fields.index)];
    if (owner.files.length === 0) throw new Refused('No Attachments Found');
    if (file === undefined) throw new Refused('Invalid Attachment Index');
    if (file.state !== 'kept') throw new Refused('Attachments Deleted');
    return file;
  }

  return {
    gettickets(fields) {
      const wanted = listed.filter(
        (one) =>
          (fields.deptid === undefined || one.departmentId === Number(fields.deptid)) &&
          (fields.status === undefined || one.status === fields.status) &&
          (fields.clientid === undefined ||
            ('clientId' in one.requester && one.requester.clientId === Number(fields.clientid))),
      );
      return page(wanted, fields, (rows) => ({
        tickets: {
          ticket: rows.map((one) => ({
            ...{ id: one.id, tid: one.number, deptid: one.departmentId, ...ticketMembers(one) },
            ...files(one.messages[0]?.files ?? [], 0),
          })),
        },
      }));
    },
    getticket(fields) {
      const one = find(fields);
      const department = DEPARTMENTS.find(({ id }) => id === one.departmentId);
      const replies = [...one.messages].sort((a, b) => (a.createdAt?.getTime() ?? 0) - (b.createdAt?.getTime() ?? 0));
      return {
        ...{ result: 'success', ticketid: one.id, tid: one.number },
        ...{ deptid: one.departmentId, deptname: text(department?.name ?? ''), ...ticketMembers(one) },
        replies: { reply: replies.map((message) => replyMembers(one, message)) },
        notes: one.notes.length === 0 && one.id % 2 === 1 ? '' : { note: one.notes.map(noteMembers) },
      };
    },
    getticketnotes(fields) {
      const list = find(fields).notes.map(({ id, ...note }) => ({
        id,
        ...noteMembers({ id, ...note }),
        noteid: undefined,
      }));
      return { result: 'success', totalresults: list.length, notes: { note: list } };
    },
    getticketattachment(fields) {
      const { name, bytes } = attachment(fields);
      return { result: 'success', filename: name, data: bytes().toString('base64') };
    },
    getsupportdepartments() {
      const list = DEPARTMENTS.map(({ id, name }) => ({ id, name: text(name), awaitingreply: '0', opentickets: '0' }));
      return { result: 'success', totalresults: list.length, departments: { department: list } };
    },
    getsupportstatuses() {
      const list = STATUSES.map(({ title, color }) => ({
        ...{ title: text(title), count: listed.filter(({ status }) => status === title).length, color },
      }));
      return { result: 'success', totalresults: list.length, statuses: { status: list } };
    },
    getticketpredefinedcats() {
      const list = CATEGORIES.map(({ id, parentId, name }) => ({
        ...{
          id,
          parentid: parentId,
          name: text(name),
          replycount: PREDEFINED.filter(({ categoryId }) => categoryId === id).length,
        },
      }));
      return { result: 'success', totalresults: list.length, categories: { category: list } };
    },
    getticketpredefinedreplies({ catid }) {
      const list = PREDEFINED.filter(({ categoryId }) => catid === undefined || categoryId === Number(catid));
      const predefinedreply = list.map(({ name, reply }) => ({ name: text(name), reply: text(reply) }));
      return { result: 'success', totalresults: list.length, predefinedreplies: { predefinedreply } };
    },
  };
}
