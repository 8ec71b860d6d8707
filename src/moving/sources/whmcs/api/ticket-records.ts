import { splitAddresses } from '../../../../text/email';
import type { MovedRecord } from '../../../records';
import type { WallClock } from '../../tables/dates';
import { cleanText } from '../../tables/texts';
import { ApiRefusal } from './answers';
import { idOfName } from './desk-records';
import { clean, type UserBook } from './people-records';
import type { Reading } from './reading';
import { booleanOf, idOf, integerOf, isMembers, listOf, type Members, textOf } from './values';

/** Finds people by what the API says of an author. */
export interface People {
  staffIdOf(name: string): string | null;
  users: UserBook;
  /** Reads the client of a ticket, unless that was done. */
  meet?(clientId: string): Promise<void>;
}

/** Everything of a ticket, ready for the sink. */
export interface TicketRecords {
  ticket: MovedRecord<'ticket'>;
  messages: MovedRecord<'message'>[];
  notes: MovedRecord<'note'>[];
  attachments: MovedRecord<'attachment'>[];
  fields: { id: string; name: string; value: string }[];
}

/**
 * Asks for a ticket.
 *
 * @returns undefined if there is no such ticket; the id is another one's if the ticket was merged into that
 * @throws as Caller.ask
 */
export async function askForTicket({ caller, signal }: Reading, ticketid: string): Promise<Members | undefined> {
  try {
    const answer = await caller.ask('GetTicket', { ticketid, repliessort: 'ASC' }, signal, { briefly: true });
    if (answer.notes !== undefined) return answer;
    // Old versions leave the notes out of the ticket.
    const { notes } = await caller.ask('GetTicketNotes', { ticketid }, signal, { briefly: true });
    return { ...answer, notes };
  } catch (error) {
    if (error instanceof ApiRefusal && /not found/i.test(error.message)) return undefined;
    throw error;
  }
}

export const idInAnswer = (answer: Members): string => idOf(answer.ticketid) ?? idOf(answer.id) ?? '';

/** Turns GetTicket's answer into records. */
export function recordsOf(answer: Members, people: People, { clock }: Reading): TicketRecords {
  const ticketId = idInAnswer(answer);
  const replies = listOf(answer.replies, 'reply');
  const notes = listOf(answer.notes, 'note');
  const opening = replies.find(isOpening);
  const clientId = idOf(answer.userid);
  const service = /^([SD])(\d+)$/i.exec(textOf(answer.service).trim());
  const [, kind = '', aboutId = null] = service ?? [];
  const name = clean(answer.name) || clean(answer.requestor_name);
  const email = clean(answer.email) || clean(answer.requestor_email);
  const openedBy = clean(answer.admin);
  const ticket: MovedRecord<'ticket'> = {
    sourceId: ticketId,
    number: textOf(answer.tid),
    accessCode: textOf(answer.c),
    departmentId: idOf(answer.deptid),
    subject: cleanText(textOf(answer.subject)),
    statusId: idOfName(textOf(answer.status)),
    priorityId: idOfName(textOf(answer.priority)),
    clientId,
    userId: people.users.idOf(clientId, clean(answer.requestor_name), clean(answer.requestor_email)),
    contactId: idOf(answer.contactid),
    requesterName: name,
    requesterEmail: email,
    openedByStaffId: people.staffIdOf(openedBy),
    openedByStaffName: openedBy || null,
    assigneeId: idOf(answer.flag),
    serviceId: kind.toUpperCase() === 'S' ? aboutId : null,
    domainId: kind.toUpperCase() === 'D' ? aboutId : null,
    preventClientClosure: booleanOf(answer.preventClientClosure),
    createdAt: clock.moment(textOf(answer.date)) ?? clock.moment(textOf(opening?.date)),
    lastReplyAt: clock.moment(textOf(answer.lastreply)),
    cc: splitAddresses(textOf(answer.cc)),
    tags: isMembers(answer.tags) && Array.isArray(answer.tags.tag) ? answer.tags.tag.map(textOf) : null,
  };
  const messages = replies.map((reply) => messageOf(reply, ticketId, people, clock));
  const attachments = [
    ...replies.flatMap((reply) => {
      const id = messageIdOf(reply, ticketId);
      const place = isOpening(reply) ? `ticket/${ticketId}` : `reply/${textOf(reply.replyid)}`;
      return filesOf(reply).map((file) => ({
        ...{ sourceId: `message:${id}:${file.position}`, ticketId, messageId: id },
        ...{ ...file, place: `${place}/${file.position}` },
      }));
    }),
    ...notes.flatMap((note) => {
      const noteId = noteIdOf(note);
      return filesOf(note).map((file) => ({
        ...{ sourceId: `note:${noteId}:${file.position}`, ticketId, noteId },
        ...{ ...file, place: `note/${noteId}/${file.position}` },
      }));
    }),
  ];
  return {
    ticket,
    messages,
    notes: notes.map((note) => ({
      sourceId: noteIdOf(note),
      ticketId,
      staffId: people.staffIdOf(clean(note.admin)),
      staffName: clean(note.admin),
      body: cleanText(textOf(note.message)),
      createdAt: clock.moment(textOf(note.date)),
    })),
    attachments,
    fields: listOf(answer.customfields, 'customfield').map((field) => ({
      ...{ id: textOf(field.id), name: clean(field.name), value: cleanText(textOf(field.value)) },
    })),
  };
}

/** The opening message is the reply without an id. */
const isOpening = (reply: Members): boolean => idOf(reply.replyid) === null;

const messageIdOf = (reply: Members, ticketId: string): string => idOf(reply.replyid) ?? `t${ticketId}`;

const noteIdOf = (note: Members): string => textOf(note.noteid ?? note.id);

function messageOf(reply: Members, ticketId: string, people: People, clock: WallClock): MovedRecord<'message'> {
  const clientId = idOf(reply.userid);
  const staffName = clean(reply.admin);
  const stars = integerOf(reply.rating);
  return {
    sourceId: messageIdOf(reply, ticketId),
    ticketId,
    isFirst: isOpening(reply),
    staffId: people.staffIdOf(staffName),
    staffName: staffName || null,
    contactId: idOf(reply.contactid),
    userId: people.users.idOf(clientId, clean(reply.requestor_name), clean(reply.requestor_email)),
    clientId,
    authorName: clean(reply.name) || clean(reply.requestor_name),
    authorEmail: clean(reply.email) || clean(reply.requestor_email),
    body: cleanText(textOf(reply.message)),
    createdAt: clock.moment(textOf(reply.date)),
    rating: stars !== null && stars >= 1 && stars <= 5 ? stars : null,
  };
}

/** The files of a message or note. Old versions show only the names under which they are stored. */
function filesOf(owner: Members): { position: number; filename: string; isRemoved: boolean }[] {
  const isRemoved = booleanOf(owner.attachments_removed) === true;
  const listed = listOf(owner.attachments, 'attachment').filter(({ filename }) => textOf(filename) !== '');
  if (listed.length > 0) {
    return listed.map(({ filename, index }, at) => ({
      ...{ position: integerOf(index) ?? at, filename: cleanText(textOf(filename)), isRemoved },
    }));
  }
  const stored = textOf(owner.attachment).split('|');
  return stored.flatMap((name, position) =>
    // `123456_report.pdf`
    name === '' ? [] : [{ position, filename: cleanText(name.replace(/^\d+_/, '')), isRemoved }],
  );
}
