import type { MovedRecord } from '../../../records';
import { addTo } from '../../tables/lists';
import type { TableRow } from '../../tables/table-row';
import { cleanText } from '../../tables/texts';
import { statusId } from './desk';
import { commaList, type Mapping, type Reading } from './mapping';

export const tags: Mapping = {
  table: 'tbltickettags',
  learn: {
    columns: ['ticketid', 'tag'],
    row: (row, { tags }) => addTo(tags, row.id('ticketid'), row.line('tag')),
  },
  ignored: ['id'],
};

export const watchers: Mapping = {
  table: 'tblticket_watchers',
  learn: {
    columns: ['ticket_id', 'admin_id'],
    row: (row, { watchers }) => addTo(watchers, row.id('ticket_id'), row.id('admin_id')),
  },
  ignored: ['id', 'created_at', 'updated_at'],
};

/** What customers said of tickets, of each member of staff who answered and as a whole. */
export const feedback: Mapping = {
  table: 'tblticketfeedback',
  learn: {
    columns: ['ticketid', 'adminid', 'rating', 'comments', 'datetime'],
    row(row, { feedback }) {
      const [rating, comment] = [row.integer('rating') ?? 0, row.text('comments')?.trim() ?? ''];
      const ticketId = row.id('ticketid');
      if (ticketId === null || (rating <= 0 && comment === '')) return;
      const said = { staffId: row.id('adminid'), rating, comment, at: row.code('datetime') };
      feedback.set(ticketId, [...(feedback.get(ticketId) ?? []), said]);
    },
  },
  ignored: ['id', 'ip'],
};

/** From these ratings of 1 to 10 on, a ticket is good or okay here. */
const [GOOD, OKAY] = [8, 5];

type Rating = Required<Pick<MovedRecord<'ticket'>, 'rating' | 'ratingComment' | 'ratedAt'>>;

/** Makes one rating of all that the customer said. No word and no number is lost: the comment has them. */
function ratingOfTicket(ticketId: string, { lookups, wall, count }: Reading): Rating {
  const list = lookups.feedback.get(ticketId);
  if (list === undefined) return { rating: null, ratingComment: null, ratedAt: null };
  count({
    ...{ line: 'differs', kind: 'ticket', reason: 'feedback' },
    text: 'Their customers rated each member of staff from 1 to 10. Here a ticket is good, okay or bad, and the numbers stand in its comment.',
  });
  const ratings = list.map(({ rating }) => rating).filter((rating) => rating > 0);
  const mean = ratings.reduce((sum, rating) => sum + rating, 0) / ratings.length;
  const said = list.map(({ staffId, rating, comment }) => {
    const whom = staffId === null ? '' : `${lookups.staffName(staffId)}: `;
    return rating > 0 ? `${whom}${rating} of 10${comment && `\n${comment}`}` : `${whom}${comment}`;
  });
  const [last = ''] = list
    .map(({ at }) => at)
    .sort()
    .slice(-1);
  return {
    rating: mean >= GOOD ? 'good' : mean < OKAY ? 'bad' : 'okay',
    ratingComment: said.join('\n\n'),
    ratedAt: wall.moment(last),
  };
}

/** The only place that tells when a ticket was closed. */
export const history: Mapping = {
  table: 'tblticketlog',
  learn: {
    columns: ['date', 'tid', 'action'],
    row(row, { closings }) {
      const ticketId = row.id('tid');
      if (ticketId === null || !/\bclosed\b/i.test(row.code('action'))) return;
      const at = row.code('date');
      if ((closings.get(ticketId) ?? '') < at) closings.set(ticketId, at);
    },
  },
  ignored: ['id'],
  rest: 'when tickets were closed is taken from them; the other entries are free text that belongs to no event of this desk',
};

const AUTHOR = ['userid', 'contactid', 'requestor_id', 'name', 'email', 'admin', 'date', 'message', 'editor'];
const FILES = ['attachment', 'attachments_removed'];

/** A column that some versions, or add-ons, keep the Message-ID of a mail in. */
const MAIL_IDS = ['message_id', 'messageid'];

export const tickets: Mapping = {
  table: 'tbltickets',
  ofTicket: 'id',
  read: {
    columns: [
      ...['id', 'tid', 'did', ...AUTHOR, 'cc', 'c', 'title', 'status', 'urgency', ...FILES, 'lastreply', 'flag'],
      ...['clientunread', 'service', 'merged_ticket_id', 'prevent_client_closure', 'updated_at', ...MAIL_IDS],
    ],
    async row(row, reading) {
      const { sink, lookups } = reading;
      const id = row.key('id');
      const title = row.line('status');
      const status = statusId(title);
      const priority = row.line('urgency');
      if (reading.isFirst(`status ${status}`)) await describeStatus(status, title, reading);
      if (priority !== null && reading.isFirst(`priority ${priority.toLowerCase()}`))
        await describePriority(priority, reading);
      const [, about = '', aboutId = null] = /^([SD])(\d+)$/i.exec(row.code('service').trim()) ?? [];
      const isClosed = lookups.statuses.get(status) ?? status === 'closed';
      const openedBy = row.line('admin');
      const { rating, ratingComment, ratedAt } = ratingOfTicket(id, reading);
      // Written out, here and below: spreading objects into records takes half the time of reading a desk.
      await sink.add('ticket', {
        sourceId: id,
        number: row.line('tid'),
        accessCode: row.code('c') || null,
        departmentId: row.id('did'),
        subject: row.text('title'),
        statusId: status || null,
        priorityId: priority?.toLowerCase() ?? null,
        clientId: row.id('userid'),
        userId: row.id('requestor_id'),
        contactId: row.id('contactid'),
        requesterName: row.line('name'),
        requesterEmail: row.line('email'),
        openedByStaffId: lookups.staffId(openedBy),
        openedByStaffName: openedBy,
        assigneeId: row.id('flag'),
        followerIds: lookups.watchers.get(id) ?? [],
        serviceId: about.toUpperCase() === 'S' ? aboutId : null,
        domainId: about.toUpperCase() === 'D' ? aboutId : null,
        preventClientClosure: row.flag('prevent_client_closure'),
        viewedByClient: row.has('clientunread') ? row.integer('clientunread') !== 1 : null,
        createdAt: row.moment('date'),
        updatedAt: row.moment('updated_at'),
        lastReplyAt: row.moment('lastreply'),
        closedAt: isClosed ? reading.wall.moment(lookups.closings.get(id) ?? '') : null,
        mergedIntoId: row.id('merged_ticket_id'),
        rating,
        ratingComment,
        ratedAt,
        cc: commaList(row.line('cc') ?? ''),
        tags: lookups.tags.get(id) ?? [],
      });
      await addMessage(row, { sourceId: `t${id}`, ticketId: id, isFirst: true, rating: null }, reading);
      await addFiles(row, 'attachment', { ticketId: id, messageId: `t${id}` }, reading);
      if (aboutId === null && !/^0?$/.test(row.code('service').trim())) {
        await sink.line({
          ...{ line: 'differs', kind: 'ticket', sourceId: id, title: row.line('tid') ?? id },
          reason: 'neither a service nor a domain',
          text: `The ticket refers to ${row.code('service')}, which is neither a service nor a domain. It refers to none here.`,
        });
      }
    },
  },
  stays: {
    adminunread: 'Who of the staff has read a ticket is not carried.',
    ipaddress: 'The addresses from which tickets were opened are not carried.',
    pinned_at: 'Tickets are not pinned here. Keep them together with a tag or a view.',
  },
  ignored: ['replyingadmin', 'replyingtime', 'ai_token_charged_at'],
};

/** A status that tickets have, and the table of statuses does not: it was renamed or deleted. */
async function describeStatus(status: string, title: string | null, { sink, lookups }: Reading): Promise<void> {
  if (status === '' || lookups.statuses.has(status)) return;
  const isClosed = status === 'closed';
  await sink.add('status', { sourceId: status, title, isActive: !isClosed, isAwaitingReply: false, isClosed });
  await sink.line({
    ...{ line: 'differs', kind: 'status', sourceId: status, title: title ?? status, reason: 'unknown status' },
    text: `Tickets have the status ${title}, which WHMCS no longer lists. They keep it: set here what it means.`,
  });
}

const PRIORITIES = ['low', 'medium', 'high'];

async function describePriority(name: string, { sink }: Reading): Promise<void> {
  const place = PRIORITIES.indexOf(name.toLowerCase());
  await sink.add('priority', {
    sourceId: name.toLowerCase(),
    name,
    sortOrder: (place < 0 ? PRIORITIES.length : place) + 1,
  });
}

export const replies: Mapping = {
  table: 'tblticketreplies',
  ofTicket: 'tid',
  read: {
    columns: ['id', 'tid', ...AUTHOR, ...FILES, 'rating', ...MAIL_IDS],
    async row(row, reading) {
      const id = row.key('id');
      const ticketId = row.id('tid');
      await addMessage(row, { sourceId: id, ticketId, isFirst: false, rating: ratingOf(row, reading) }, reading);
      await addFiles(row, 'attachment', { ticketId, messageId: id }, reading);
    },
  },
  ignored: ['trace_id', 'agent_score'],
};

function ratingOf(row: TableRow, { count }: Reading): number | null {
  const rating = row.integer('rating');
  if (rating === null || rating === 0) return null;
  if (rating >= 1 && rating <= 5) return rating;
  count({
    ...{ line: 'differs', kind: 'message', reason: 'unknown rating' },
    text: 'These replies have a rating outside of 1 to 5, and none here.',
  });
  return null;
}

type MessageHead = Pick<MovedRecord<'message'>, 'isFirst' | 'rating' | 'sourceId' | 'ticketId'>;

/** The opening message stands in the row of its ticket, in the same columns as in those of replies. */
function addMessage(row: TableRow, head: MessageHead, { sink, lookups }: Reading): Promise<void> | void {
  const staffName = row.line('admin');
  return sink.add('message', {
    sourceId: head.sourceId,
    ticketId: head.ticketId ?? null,
    isFirst: head.isFirst ?? null,
    rating: head.rating ?? null,
    staffId: lookups.staffId(staffName),
    staffName,
    contactId: row.id('contactid'),
    userId: row.id('requestor_id'),
    clientId: row.id('userid'),
    authorName: row.line('name'),
    authorEmail: row.line('email'),
    format: formatOf(row),
    body: row.text('message'),
    createdAt: row.moment('date'),
    mailId: mailIdOf(row),
  });
}

const formatOf = (row: TableRow): string => (row.code('editor') === 'markdown' ? 'markdown' : 'plain');

function mailIdOf(row: TableRow): string | null {
  for (const column of MAIL_IDS) {
    const id = row.has(column) ? row.code(column).trim() : '';
    if (/^<[^<>\s]+@[^<>\s]+>$/.test(id)) return id;
  }
  return null;
}

export const notes: Mapping = {
  table: 'tblticketnotes',
  ofTicket: 'ticketid',
  read: {
    columns: ['id', 'ticketid', 'admin', 'date', 'message', 'attachments', 'attachments_removed', 'editor'],
    async row(row, reading) {
      const id = row.key('id');
      const ticketId = row.id('ticketid');
      const staffName = row.line('admin');
      await reading.sink.add('note', {
        sourceId: id,
        ticketId,
        staffId: reading.lookups.staffId(staffName),
        staffName,
        format: formatOf(row),
        body: row.text('message'),
        createdAt: row.moment('date'),
      });
      await addFiles(row, 'attachments', { ticketId, noteId: id }, reading);
    },
  },
};

type FileOwner = { ticketId: string | null; messageId: string } | { ticketId: string | null; noteId: string };

/** The files of a message or note: `123456_report.pdf|654321_log.txt`. */
async function addFiles(row: TableRow, column: string, owner: FileOwner, { sink }: Reading): Promise<void> {
  const names = row.code(column);
  if (names === '') return;
  const ownerKey = 'noteId' in owner ? `note:${owner.noteId}` : `message:${owner.messageId}`;
  const isRemoved = row.flag('attachments_removed') === true;
  for (const [position, place] of names.split('|').entries()) {
    if (place === '') continue;
    const filename = cleanText(place.replace(/^\d+_/, '') || place);
    await sink.add('attachment', {
      sourceId: `${ownerKey}:${position}`,
      ...owner,
      position,
      filename,
      place,
      isRemoved,
    });
  }
}
