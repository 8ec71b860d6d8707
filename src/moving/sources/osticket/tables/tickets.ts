import { addTo } from '../../tables/lists';
import { ANSWERED, describeAnswered, statusId } from './desk';
import { type Lookups, pathOf, type Status } from './lookups';
import type { Mapping, Reading } from './mapping';

/** What tickets are about, in a table that osTicket keeps for its own searches. Its columns are those of the form. */
export const details: Mapping = {
  table: 'ticket__cdata',
  learn: {
    columns: ['ticket_id', 'subject', 'priority'],
    row: (row, { details }) =>
      void details.set(row.key('ticket_id'), { subject: row.text('subject'), priority: row.code('priority') }),
  },
};

/** Of merged tickets, since version 1.14. */
const FLAG = { combined: 0x1, separate: 0x2, linked: 0x8 };

const SLA = 'Deadlines are set by macros and hooks here.';

export const tickets: Mapping = {
  table: 'ticket',
  read: {
    columns: [
      ...['ticket_id', 'ticket_pid', 'number', 'user_id', 'user_email_id', 'status_id', 'dept_id', 'topic_id'],
      ...['staff_id', 'flags', 'isanswered', 'closed', 'created', 'updated', 'lastupdate'],
    ],
    async row(row, reading) {
      const { sink, lookups, wall, count } = reading;
      const id = row.key('ticket_id');
      const userId = row.id('user_id');
      const flags = row.integer('flags') ?? 0;
      const parentId = row.id('ticket_pid');
      const isMerged = parentId !== null && (flags & (FLAG.combined | FLAG.separate)) !== 0;
      if (parentId !== null && !isMerged) {
        count({
          ...{ line: 'stays', kind: 'ticket', reason: 'linked tickets' },
          text: 'These tickets are linked to another. Hatchdesk links no tickets, so each stands by itself.',
        });
      }
      const detail = lookups.details.get(id);
      const topicId = row.id('topic_id');
      const topic = topicId === null ? '' : pathOf(lookups.topics, topicId);
      const isClient = userId !== null && lookups.accounts.has(userId);
      const status = lookups.statuses.get(row.key('status_id'));
      await sink.add('ticket', {
        sourceId: id,
        number: row.line('number'),
        departmentId: row.id('dept_id'),
        subject: detail?.subject ?? null,
        statusId: await statusOf(status, row.flag('isanswered') === true, reading),
        priorityId: priorityOf(detail?.priority ?? '', lookups),
        clientId: isClient ? userId : null,
        requesterName: lookups.users.get(userId ?? '')?.name ?? null,
        requesterEmail: lookups.addresses.get(row.key('user_email_id')) || lookups.addressOf(userId),
        assigneeId: row.id('staff_id'),
        createdAt: row.moment('created'),
        updatedAt: row.moment('lastupdate') ?? row.moment('updated'),
        lastReplyAt: wall.moment(newestOf(id, lookups)),
        closedAt: status?.isOpen === false ? row.moment('closed') : null,
        mergedIntoId: isMerged ? parentId : null,
        cc: copiesOf(id, userId, lookups),
        tags: topic === '' ? [] : [topic],
      });
    },
  },
  stays: {
    ...{ duedate: SLA, sla_id: SLA },
    team_id: 'Hatchdesk has no teams: tickets belong to departments and members of the staff.',
  },
  ignored: [
    ...['email_id', 'lock_id', 'sort', 'ip_address', 'source', 'source_extra', 'isoverdue', 'est_duedate', 'reopened'],
    ...['lastmessage', 'lastresponse'],
  ],
};

async function statusOf(status: Status | undefined, isAnswered: boolean, reading: Reading): Promise<string | null> {
  if (status === undefined) return null;
  if (!isAnswered || !status.isWaiting) return statusId(status.title);
  await describeAnswered(reading);
  return statusId(ANSWERED);
}

/** The id of a ticket's priority, which is said by its id or, by old versions, by its name. */
function priorityOf(said: string, { priorities }: Lookups): string | null {
  const name = priorities.get(said) ?? said;
  return name === '' ? null : name.toLowerCase();
}

/** The addresses that get copies: those of collaborators. */
function copiesOf(ticketId: string, ownerId: string | null, lookups: Lookups): string[] {
  const ids = lookups.threadsOf(ticketId).flatMap((threadId) => lookups.collaborators.get(threadId) ?? []);
  return [...new Set(ids)].filter((id) => id !== ownerId).flatMap((id) => lookups.addressOf(id) ?? []);
}

/** When the newest message of a ticket was written, as the table has it. */
function newestOf(ticketId: string, lookups: Lookups): string {
  const dates = lookups.threadsOf(ticketId).map((threadId) => lookups.newest.get(threadId) ?? '');
  return dates.reduce((newest, date) => (date > newest ? date : newest), '');
}

/** Threads of tickets, and of tickets that were merged into another. Those of tasks are `A`. */
const [OF_TICKET, OF_MERGED] = ['T', 'C'];

export const threads: Mapping = {
  table: 'thread',
  learn: {
    columns: ['id', 'object_id', 'object_type'],
    row(row, { threads, ownThreads, mergedThreads }) {
      const kind = row.code('object_type');
      if (kind !== OF_TICKET && kind !== OF_MERGED) return;
      threads.set(row.key('id'), row.key('object_id'));
      addTo(kind === OF_TICKET ? ownThreads : mergedThreads, row.key('object_id'), row.key('id'));
    },
  },
};

const ACTIVE = 0x1;

export const collaborators: Mapping = {
  table: 'thread_collaborator',
  learn: {
    columns: ['thread_id', 'user_id', 'isactive', 'flags'],
    row(row, { collaborators }) {
      const isActive = row.has('isactive') ? row.flag('isactive') : ((row.integer('flags') ?? ACTIVE) & ACTIVE) !== 0;
      if (isActive !== false) addTo(collaborators, row.id('thread_id'), row.id('user_id'));
    },
  },
};
