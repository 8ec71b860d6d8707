import { renderMailHtml } from '../../../../inbound/reading/html-text';
import type { TableRow } from '../../tables/table-row';
import { pathOf, type Status } from './lookups';
import type { Mapping, Reading } from './mapping';

/** Addresses of the desk itself, one of which a department may have. */
export const emails: Mapping = {
  table: 'email',
  learn: {
    columns: ['email_id', 'email'],
    row: (row, { deskAddresses }) => void deskAddresses.set(row.key('email_id'), row.code('email')),
  },
  rest: 'the addresses of departments are taken from them. Mailboxes are set up here, with their passwords ("hatchdesk mailbox")',
};

/** Bit of a department that is out of use, since version 1.12. */
const ARCHIVED = 0x8;

export const departments: Mapping = {
  table: 'department',
  learn: {
    columns: ['id', 'pid', 'name'],
    row: (row, { departments }) =>
      void departments.set(row.key('id'), { name: row.line('name') ?? '', parentId: row.id('pid') }),
  },
  read: {
    columns: ['id', 'pid', 'name', 'email_id', 'ispublic', 'flags'],
    row: (row, { sink, lookups }) =>
      sink.add('department', {
        sourceId: row.key('id'),
        name: pathOf(lookups.departments, row.key('id')),
        email: lookups.deskAddresses.get(row.key('email_id')) ?? null,
        hidden: row.flag('ispublic') === false || ((row.integer('flags') ?? 0) & ARCHIVED) !== 0,
      }),
  },
  stays: { signature: 'Signatures are those of the staff here.' },
  ignored: [
    ...['sla_id', 'manager_id', 'tpl_id', 'autoresp_email_id', 'schedule_id', 'group_membership', 'path'],
    ...['ticket_auto_response', 'message_auto_response', 'updated', 'created'],
  ],
};

/** The state of open statuses, and the name of the usual one in an English desk. */
const OPEN = 'open';

/** A status is known by its title. */
export const statusId = (title: string): string => title.toLowerCase();

/** Which status a ticket has that is open and answered: osTicket notes that beside the status. */
export const ANSWERED = 'Answered';

/** Bit of a status: the installer made it, in the language of the desk, and nobody can rename or delete it. */
const BUILT_IN = 0x2;

/** What a row says of a status. */
function statusOf(row: TableRow): Status {
  const title = row.line('name') ?? '';
  const isOpen = row.code('state') === OPEN;
  const isUsual = statusId(title) === OPEN || ((row.integer('mode') ?? 0) & BUILT_IN) !== 0;
  return { title, isOpen, isWaiting: isOpen && isUsual };
}

export const statuses: Mapping = {
  table: 'ticket_status',
  learn: {
    columns: ['id', 'name', 'state', 'mode'],
    row: (row, { statuses }) => void statuses.set(row.key('id'), statusOf(row)),
  },
  read: {
    columns: ['id', 'name', 'state', 'mode', 'sort'],
    row(row, { sink }) {
      const { title, isOpen, isWaiting } = statusOf(row);
      return sink.add('status', {
        sourceId: statusId(title),
        ...{ title, isActive: isOpen, isAwaitingReply: isWaiting, isClosed: !isOpen },
        sortOrder: row.integer('sort'),
      });
    },
  },
  ignored: ['flags', 'properties', 'created', 'updated'],
};

/** Describes {@link ANSWERED} the first time that a ticket has it. */
export async function describeAnswered({ sink, isFirst }: Reading): Promise<void> {
  if (!isFirst(ANSWERED)) return;
  await sink.add('status', {
    sourceId: statusId(ANSWERED),
    ...{ title: ANSWERED, isActive: true, isAwaitingReply: false, isClosed: false },
  });
  await sink.line({
    ...{ line: 'note', kind: 'status', sourceId: statusId(ANSWERED), title: ANSWERED, reason: 'answered tickets' },
    text: `Open tickets whose last message is an answer have the status ${ANSWERED} here. osTicket notes it beside the status.`,
  });
}

export const priorities: Mapping = {
  table: 'ticket_priority',
  learn: {
    columns: ['priority_id', 'priority', 'priority_desc', 'priority_urgency'],
    row(row, lookups) {
      lookups.priorities.set(row.key('priority_id'), row.line('priority_desc') ?? row.line('priority') ?? '');
      lookups.leastUrgency = Math.max(lookups.leastUrgency, row.integer('priority_urgency') ?? 0);
    },
  },
  read: {
    columns: ['priority_id', 'priority', 'priority_desc', 'priority_urgency'],
    row(row, { sink, lookups }) {
      const name = lookups.priorities.get(row.key('priority_id')) ?? '';
      return sink.add('priority', {
        sourceId: name.toLowerCase(),
        name,
        sortOrder: lookups.leastUrgency - (row.integer('priority_urgency') ?? 0) + 1,
      });
    },
  },
  ignored: ['priority_color', 'ispublic'],
};

export const topics: Mapping = {
  table: 'help_topic',
  learn: {
    columns: ['topic_id', 'topic_pid', 'topic'],
    row: (row, { topics }) =>
      void topics.set(row.key('topic_id'), { name: row.line('topic') ?? '', parentId: row.id('topic_pid') }),
  },
  rest: 'their names become tags of the tickets; which department a topic leads to is for your form to say',
};

export const cannedResponses: Mapping = {
  table: 'canned_response',
  read: {
    columns: ['canned_id', 'title', 'response', 'isenabled'],
    row(row, { sink, count }) {
      const body = renderMailHtml(row.markup('response') ?? '').text;
      if (/%\{[\w.]+\}/.test(body)) {
        count({
          ...{ line: 'differs', kind: 'predefinedReply', reason: 'variables' },
          text: 'These replies have variables of osTicket, such as %{ticket.name}, which are plain text here. Write ours in their place.',
        });
      }
      return sink.add('predefinedReply', { sourceId: row.key('canned_id'), name: row.line('title'), body });
    },
  },
  stays: { dept_id: 'Predefined replies belong to no department here.', notes: 'Notes on them are not carried.' },
  ignored: ['lang', 'created', 'updated'],
};

const BAN_LIST = 'SYSTEM BAN LIST';

export const filters: Mapping = {
  table: 'filter',
  learn: {
    columns: ['id', 'name', 'isactive'],
    row: (row, { banLists }) => {
      const isActive = row.flag('isactive') !== false;
      if (isActive && row.code('name').trim().toUpperCase() === BAN_LIST) banLists.add(row.key('id'));
    },
  },
  rest: 'whom the ban list names is taken from them; other filters are made here, as spam filters, macros and hooks',
};

export const filterRules: Mapping = {
  table: 'filter_rule',
  read: {
    columns: ['id', 'filter_id', 'what', 'how', 'val', 'isactive'],
    row(row, { sink, lookups, count }) {
      const isBan = lookups.banLists.has(row.key('filter_id')) && row.code('what') === 'email';
      if (isBan && row.code('how') === 'equal' && row.flag('isactive') !== false) {
        return sink.add('spamFilter', { sourceId: row.key('id'), filterKind: 'sender', pattern: row.line('val') });
      }
      return count({
        ...{ line: 'stays', kind: 'filter_rule', reason: 'rules' },
        text: 'These rules of filters are not carried: only addresses on the ban list are. Make the others here.',
      });
    },
  },
  ignored: ['notes', 'created', 'updated'],
};
