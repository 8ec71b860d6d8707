import type { Db } from '../../database/pool';
import { allOf, anyOf, type Condition, withEachValue, writeInto } from '../conditions';
import { NO_ID } from '../ids';
import { EXACTLY, FIELD_VALUES, HAS_FILES, IDS_AFTER_MERGE, UNREAD } from './condition-sql';
import { isOneOf, notFor, type Requesters, requesterConditions } from './requesters';
import { findMarked } from './search-index';
import { type SubjectSearch, searchSubjects, withSubjects } from './subject-search';
import { amongTexts } from './ticket-texts';
import { readWords, type WordSearch, withWords } from './word-search';

/** Which tickets to list. Absent members exclude none. */
export interface TicketFilter {
  departmentId?: number;
  /** The departments that the caller works in. */
  departmentIds?: number[];
  clientId?: number;
  email?: string;
  status?: StatusFilter;
  /** What the subject contains: a text, or one of several. */
  subject?: string | string[];
  search?: string;
  /** A whole subject or number in any letter case, or the id of one ticket. */
  exactly?: { text: string; id: number | null };
  tag?: string;
  updatedSince?: Date;
  updatedUntil?: Date;
  createdSince?: Date;
  createdUntil?: Date;
  ids?: number[];
  clientIds?: number[];
  /** 0 for unassigned tickets. */
  assigneeIds?: number[];
  statusIds?: number[];
  priorityIds?: number[];
  typeIds?: number[];
  /** Null for tickets in no category. */
  categoryId?: number | null;
  categoryIds?: number[];
  /** Of each list of tags, the ticket has one. */
  tagIds?: number[][];
  /** The people whom the tickets are for. */
  requesters?: Requesters;
  spans?: MomentSpan[];
  /** The tickets that a member of staff has not read. */
  unread?: Unread;
  hasFiles?: true;
  hasNotes?: true;
  /** The tickets that are open though due before a moment. */
  overdue?: { moment: Date; openStatusIds: number[] };
  /** What no ticket may meet: each has one member. */
  without?: Excluded[];
  /** Of each list of filters, the ticket meets one. */
  either?: Alternative[][];
  /** Whether the ticket is frozen, that is put off until later, at a moment. */
  frozenAt?: { moment: Date; frozen: boolean };
  /** Values that all these custom fields (by id or name) must have, formatted as people read them. */
  fieldValues?: { key: string; value: string }[];
  /** True for deleted tickets only, `too` for all. By default, deleted tickets are left out. */
  deleted?: boolean | 'too';
}

/** A span in which a ticket was opened, changed or is due. */
export interface MomentSpan {
  column: 'created' | 'updated' | 'due';
  since?: Date;
  before?: Date;
}

/** What the condition on what is unread needs to know. */
interface Unread {
  staffId: number;
  openStatusIds: number[];
}

type Excludable =
  | 'assigneeIds'
  | 'categoryIds'
  | 'clientIds'
  | 'hasFiles'
  | 'hasNotes'
  | 'overdue'
  | 'priorityIds'
  | 'requesters'
  | 'spans'
  | 'tagIds'
  | 'typeIds'
  | 'unread';

export type Excluded = Pick<TicketFilter, Excludable>;

/** A filter that needs no look-up of names. */
export type Alternative = Omit<TicketFilter, Named>;

type Named = 'email' | 'requesters' | 'status' | 'subject' | 'search';

const FLAGS = { isAwaiting: 'is_awaiting_reply', isActive: 'is_active' };

/** A status by its title, a kind of status, or the open tickets assigned to a member of staff. */
export type StatusFilter = { title: string } | { flag: keyof typeof FLAGS } | { assigneeId: number };

/** A filter whose names have been resolved to ids: the planner can estimate constants, not subselects. */
export interface Wanted {
  filter: Alternative & {
    subject?: SubjectSearch[];
    search?: WordSearch;
  };
  /** Whom the tickets are for, if the filter has an e-mail address. */
  requester?: Requester | Requesters;
  /** The tickets that are not indexed as they are now, if the filter has a text. */
  marked: number[];
}

/** Everybody with an e-mail address. Guests have no rows of their own and are found by the address itself. */
interface Requester extends Requesters {
  email: string;
}

/** Looks up the ids of the names in a filter. */
export async function resolve(
  db: Db,
  { email, requesters, status, subject, search, ...filter }: TicketFilter,
): Promise<Wanted> {
  const hasText = subject !== undefined || search !== undefined || readsGuests(requesters, filter.without);
  const [requester, statusIds, subjectSearch, marked] = await Promise.all([
    email === undefined ? requesters : findRequester(db, email.trim()),
    status === undefined ? undefined : findStatusIds(db, status),
    subject === undefined ? undefined : searchSubjects(db, [subject].flat()),
    hasText ? findMarked(db) : [],
  ]);
  const { statusIds: given } = filter;
  return {
    filter: {
      ...filter,
      ...(subjectSearch !== undefined && { subject: subjectSearch }),
      ...(search !== undefined && { search: readWords(search) }),
      ...(status !== undefined &&
        'assigneeId' in status && { assigneeIds: status.assigneeId === NO_ID ? [] : [status.assigneeId] }),
      ...(statusIds !== undefined && {
        statusIds: given === undefined ? statusIds : statusIds.filter((id) => given.includes(id)),
      }),
    },
    ...(requester !== undefined && { requester }),
    marked,
  };
}

/** Whether guests are looked up by words, in the table that searches have. */
export const readsGuests = (requesters: Requesters | undefined, without: Excluded[] = []): boolean =>
  [requesters, ...without.map((one) => one.requesters)].some((people) => (people?.guestWords.length ?? 0) > 0);

async function findRequester(db: Db, email: string): Promise<Requester> {
  const [row] = await db.query<Omit<Requester, 'email' | 'guestWords' | 'guestAddresses'>>(
    `select array(select id from contacts where lower(email) = lower($1)) as "contactIds",
       array(select id from users where lower(email) = lower($1)) as "userIds",
       array(select id from clients where lower(email) = lower($1)) as "clientIds"`,
    [email],
  );
  const people = row ?? { contactIds: [], userIds: [], clientIds: [] };
  return { email, guestAddresses: [email.toLowerCase()], guestWords: [], ...people };
}

async function findStatusIds(db: Db, status: StatusFilter): Promise<number[]> {
  const [condition, value] =
    'title' in status
      ? ['lower(title) = lower($1)', status.title.trim()]
      : [`${'flag' in status ? FLAGS[status.flag] : 'not is_closed'} = $1::boolean`, true];
  const rows = await db.query<{ id: number }>(`select id from statuses where ${condition}`, [value]);
  return rows.map(({ id }) => id);
}

/** Whether no ticket can match: the filter has an empty list, for example because no status has the wanted title. */
export const matchesNone = ({ filter }: Wanted): boolean =>
  Object.values(filter).some((value) => Array.isArray(value) && value.length === 0);

/** SQL for the wanted tickets `t`: what follows `from`, and the conditions with their values. */
export function conditionsOf({ filter, requester, marked }: Wanted): {
  source: string;
  where: string;
  values: unknown[];
} {
  const values: unknown[] = [];
  const write = writeInto(values);
  const source =
    requester === undefined
      ? 'tickets t'
      : `(${requesterConditions(requester, marked)
          .map((condition) => `select * from tickets t where ${write(condition)}`)
          .join(' union all ')}) t`;
  return { source, where: `where ${listConditions({ filter, marked }).map(write).join(' and ')}`, values };
}

/** The conditions for the wanted tickets `t`, besides whom they are for. */
function listConditions(wanted: Omit<Wanted, 'requester'>): Condition[] {
  const { deleted = false } = wanted.filter;
  return [
    ['t.merged_into_id is null'],
    BY_DELETED[String(deleted) as keyof typeof BY_DELETED],
    ...ownConditions(wanted),
  ];
}

/**
 * The same without those on living tickets.
 *
 * @param unread how the condition on what is unread is written
 */
export function ownConditions(
  { filter, marked }: Omit<Wanted, 'requester'>,
  unread: Writers['unread'] = CONDITIONS.unread,
): Condition[] {
  return Object.entries({ ...CONDITIONS, unread }).flatMap(([name, condition]) => {
    const value = filter[name as keyof Wanted['filter']];
    // Each condition takes the value of the member with its name.
    return value === undefined ? [] : [(condition as (value: unknown, marked: number[]) => Condition)(value, marked)];
  });
}

const BY_DELETED: Record<'false' | 'true' | 'too', Condition> = {
  false: ['t.deleted_at is null'],
  true: ['t.deleted_at is not null'],
  too: ['true'],
};

type Conditional = Omit<Required<Wanted['filter']>, 'deleted'>;

/** Stands for null, an unassigned ticket, in a list of assignees. */
const UNASSIGNED = 0;

type Writers = { [Name in keyof Conditional]: (value: Conditional[Name], marked: number[]) => Condition };

const CONDITIONS: Writers = {
  departmentId: (id) => ['t.department_id = ?', id],
  departmentIds: (ids) => isOneOf('t.department_id', ids),
  clientId: (id) => ['t.client_id = ?', id],
  subject: (subject, marked) => amongTexts(withSubjects(subject), marked),
  search: (words, marked) => amongTexts(withWords(words), marked),
  exactly: (wanted) => [EXACTLY, JSON.stringify(wanted)],
  tag: (name) => [
    't.id in (select tt.ticket_id from ticket_tags tt join tags g on g.id = tt.tag_id where lower(g.name) = lower(?))',
    name,
  ],
  updatedSince: (since) => ['t.updated_at >= ?', since],
  updatedUntil: (until) => ['t.updated_at <= ?', until],
  createdSince: (since) => ['t.created_at >= ?', since],
  createdUntil: (until) => ['t.created_at <= ?', until],
  ids: (ids) => [`t.id in (${IDS_AFTER_MERGE} id = any(?::int[]))`, ids],
  clientIds: (ids) => isOneOf('t.client_id', ids),
  assigneeIds: (ids) =>
    ids.length === 1 && ids[0] === UNASSIGNED
      ? ['t.assignee_id is null']
      : isOneOf(ids.includes(UNASSIGNED) ? 'coalesce(t.assignee_id, 0)' : 't.assignee_id', ids),
  statusIds: (ids) => isOneOf('t.status_id', ids),
  priorityIds: (ids) => ['t.priority_id = any(?::int[])', ids],
  typeIds: (ids) => ['t.type_id = any(?::int[])', ids],
  categoryId: (id) => (id === null ? ['t.category_id is null'] : ['t.category_id = ?', id]),
  categoryIds: (ids) => isOneOf('t.category_id', ids),
  tagIds: (lists) =>
    allOf(lists.map((ids) => ['t.id in (select ticket_id from ticket_tags where tag_id = any(?::int[]))', ids])),
  spans: (spans) => allOf(spans.map(spanCondition)),
  unread: ({ staffId, openStatusIds }) => [UNREAD, staffId, openStatusIds, staffId],
  hasFiles: () => [HAS_FILES],
  hasNotes: () => ['exists (select from notes n where n.ticket_id = t.id)'],
  overdue: ({ moment, openStatusIds }) => ['t.sla_due_at < ? and t.status_id = any(?::int[])', moment, openStatusIds],
  without: (excluded, marked) => allOf(excluded.map((one) => excludedCondition(one, marked))),
  either: (lists, marked) =>
    allOf(lists.map((filters) => anyOf(filters.map((filter) => allOf(ownConditions({ filter, marked })))))),
  frozenAt: ({ moment, frozen }) => [
    frozen ? 't.frozen_until > ?::timestamptz' : '(t.frozen_until is null or t.frozen_until <= ?::timestamptz)',
    moment,
  ],
  fieldValues: (given) => [FIELD_VALUES, JSON.stringify(given)],
};

const SPAN_COLUMNS = { created: 't.created_at', updated: 't.updated_at', due: 't.sla_due_at' };

function spanCondition({ column, since, before }: MomentSpan): Condition {
  const name = SPAN_COLUMNS[column];
  const edges: Condition[] = [];
  if (since !== undefined) edges.push([`${name} >= ?`, since]);
  if (before !== undefined) edges.push([`${name} < ?`, before]);
  return allOf(edges);
}

/** What must not be true. What is unknown, such as the day of a ticket that has none, is not true. */
function excludedCondition({ requesters, ...one }: Excluded, marked: number[]): Condition {
  if (requesters !== undefined) return notFor(requesters, marked);
  const [[name, value] = ['typeIds', []]] = Object.entries(one);
  const write = CONDITIONS[name as keyof Conditional] as (value: unknown, marked: number[]) => Condition;
  const [sql, ...values] = withEachValue(write(value, marked));
  return [`(${sql}) is not true`, ...values];
}
