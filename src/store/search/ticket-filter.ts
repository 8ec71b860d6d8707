import type { Db } from '../../database/pool';
import { type Condition, writeInto } from '../conditions';
import { NO_ID } from '../ids';
import { type SubjectSearch, searchSubjects, withSubject } from './subject-search';
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
  subject?: string;
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
  /** Whether the ticket is frozen, that is put off until later, at a moment. */
  frozenAt?: { moment: Date; frozen: boolean };
  /** Values that all these custom fields (by id or name) must have, formatted as people read them. */
  fieldValues?: { key: string; value: string }[];
  /** True for deleted tickets only, `too` for all. By default, deleted tickets are left out. */
  deleted?: boolean | 'too';
}

const FLAGS = { isAwaiting: 'is_awaiting_reply', isActive: 'is_active' };

/** A status by its title, a kind of status, or the open tickets assigned to a member of staff. */
export type StatusFilter = { title: string } | { flag: keyof typeof FLAGS } | { assigneeId: number };

/** A filter whose names have been resolved to ids: the planner can estimate constants, not subselects. */
export interface Wanted {
  filter: Omit<TicketFilter, 'email' | 'status' | 'subject' | 'search'> & {
    subject?: SubjectSearch;
    search?: WordSearch;
  };
  /** Whom the tickets are for, if the filter has an e-mail address. */
  requester?: Requester;
}

/** Everybody with an e-mail address. Guests have no rows of their own and are found by the address itself. */
interface Requester {
  email: string;
  contactIds: number[];
  userIds: number[];
  clientIds: number[];
}

/** Looks up the ids of the names in a filter. */
export async function resolve(db: Db, { email, status, subject, search, ...filter }: TicketFilter): Promise<Wanted> {
  const [requester, statusIds, subjectSearch] = await Promise.all([
    email === undefined ? undefined : findRequester(db, email.trim()),
    status === undefined ? undefined : findStatusIds(db, status),
    subject === undefined ? undefined : searchSubjects(db, subject),
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
  };
}

async function findRequester(db: Db, email: string): Promise<Requester> {
  const [row] = await db.query<Omit<Requester, 'email'>>(
    `select array(select id from contacts where lower(email) = lower($1)) as "contactIds",
       array(select id from users where lower(email) = lower($1)) as "userIds",
       array(select id from clients where lower(email) = lower($1)) as "clientIds"`,
    [email],
  );
  return { email, ...(row ?? { contactIds: [], userIds: [], clientIds: [] }) };
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
export function conditionsOf({ filter, requester }: Wanted): { source: string; where: string; values: unknown[] } {
  const values: unknown[] = [];
  const write = writeInto(values);
  const source =
    requester === undefined
      ? 'tickets t'
      : `(${requesterConditions(requester)
          .map((condition) => `select * from tickets t where ${write(condition)}`)
          .join(' union all ')}) t`;
  const conditions: Condition[] = [
    ['t.merged_into_id is null'],
    BY_DELETED[String(filter.deleted ?? false) as keyof typeof BY_DELETED],
  ];
  for (const [name, condition] of Object.entries(CONDITIONS)) {
    const value = filter[name as keyof Wanted['filter']];
    if (value !== undefined) conditions.push((condition as (value: unknown) => Condition)(value));
  }
  return { source, where: `where ${conditions.map(write).join(' and ')}`, values };
}

/**
 * The tickets that show an address as their requester's: those of contacts, of users, of clients and of guests with it.
 * No ticket meets two of these conditions, and each condition has its own index.
 */
function requesterConditions({ email, contactIds, userIds, clientIds }: Requester): Condition[] {
  const isGuest: Condition = [
    "t.client_id is null and lower(t.requester_email) = lower(?) and t.requester_email <> ''",
    email,
  ];
  const people: [ids: number[], column: string][] = [
    [contactIds, 't.contact_id'],
    [userIds, 't.contact_id is null and t.user_id'],
    [clientIds, 't.contact_id is null and t.user_id is null and t.client_id'],
  ];
  return [...people.filter(([ids]) => ids.length > 0).map(([ids, column]) => isOneOf(column, ids)), isGuest];
}

/** Compares a single id with `=`, so that an index can return its rows in order. */
const isOneOf = (column: string, ids: number[]): Condition =>
  ids.length === 1 ? [`${column} = ?`, ids[0]] : [`${column} = any(?::int[])`, ids];

const BY_DELETED: Record<'false' | 'true' | 'too', Condition> = {
  false: ['t.deleted_at is null'],
  true: ['t.deleted_at is not null'],
  too: ['true'],
};

type Conditional = Omit<Required<Wanted['filter']>, 'deleted'>;

/** Stands for null, an unassigned ticket, in a list of assignees. */
const UNASSIGNED = 0;

const CONDITIONS: { [Name in keyof Conditional]: (value: Conditional[Name]) => Condition } = {
  departmentId: (id) => ['t.department_id = ?', id],
  departmentIds: (ids) => isOneOf('t.department_id', ids),
  clientId: (id) => ['t.client_id = ?', id],
  subject: (subject) => amongTexts(withSubject(subject)),
  search: (words) => amongTexts(withWords(words)),
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
  assigneeIds: (ids) => isOneOf(ids.includes(UNASSIGNED) ? 'coalesce(t.assignee_id, 0)' : 't.assignee_id', ids),
  statusIds: (ids) => isOneOf('t.status_id', ids),
  priorityIds: (ids) => ['t.priority_id = any(?::int[])', ids],
  typeIds: (ids) => ['t.type_id = any(?::int[])', ids],
  categoryId: (id) => (id === null ? ['t.category_id is null'] : ['t.category_id = ?', id]),
  frozenAt: ({ moment, frozen }) => [
    frozen ? 't.frozen_until > ?::timestamptz' : '(t.frozen_until is null or t.frozen_until <= ?::timestamptz)',
    moment,
  ],
  fieldValues: (given) => [FIELD_VALUES, JSON.stringify(given)],
};

/** Finds the ids of tickets. A merged ticket stands for the one it was merged into. */
const IDS_AFTER_MERGE = 'select coalesce(merged_into_id, id) from tickets where';

const EXACTLY = `t.id in (${IDS_AFTER_MERGE} lower(subject) = lower(?::jsonb ->> 'text')
  or lower(number) = lower(?::jsonb ->> 'text') or id = (?::jsonb ->> 'id')::int)`;

/**
 * Compares values as `showCustomField` in src/tickets formats them: a tick as `1`, options by name, a hierarchy as a
 * path.
 */
const FIELD_VALUES = `not exists (
  select from jsonb_to_recordset(?::jsonb) as given (key text, value text)
  where not exists (
    select from custom_field_values v join custom_fields f on f.id = v.field_id
    where v.ticket_id = t.id and (f.id::text = given.key or lower(f.name) = lower(given.key))
      and given.value = case jsonb_typeof(v.value)
        when 'boolean' then '1'
        when 'number' then (select o.name from custom_field_options o where o.field_id = f.id and to_jsonb(o.id) = v.value)
        when 'object' then (
          select string_agg(o.name, ' > ' order by level.key::int) from jsonb_each(v.value) as level
            join custom_field_options o on o.field_id = f.id and to_jsonb(o.id) = level.value)
        else v.value #>> '{}' end))`;
