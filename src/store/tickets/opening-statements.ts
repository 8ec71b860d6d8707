import { ACTIVITY_COLUMNS, ACTIVITY_TYPES, type ActivityRow, activityValues } from '../desk/activity';
import { jsonText } from '../json-rows';
import { nameOf } from '../people/people';
import { DETAIL_COLUMNS, DETAIL_TYPES, DETAIL_VALUES } from './details';

/** What every statement is given of a ticket, and its type. `%i` in a number stands for the ticket's id. */
const GIVEN = {
  numbers: 'text[]',
  access_code: 'text',
  department_id: 'int',
  subject: 'text',
  status_id: 'int',
  priority_id: 'int',
  opener_kind: 'text',
  client_id: 'int',
  user_id: 'int',
  contact_id: 'int',
  staff_id: 'int',
  name: 'text',
  email: 'text',
  service_id: 'int',
  domain_id: 'int',
  prevent_client_closure: 'boolean',
  created_at: 'timestamptz',
  now: 'timestamptz',
  body: 'text',
  format: 'text',
  event: 'text',
  payload: 'jsonb',
};

type GivenName = keyof typeof GIVEN;

/** A ticket as the statements are given it. */
export type Given = Record<GivenName, unknown>;

/** The columns of a ticket, and what is given for each. */
const TICKET: Record<string, GivenName> = {
  access_code: 'access_code',
  department_id: 'department_id',
  subject: 'subject',
  status_id: 'status_id',
  priority_id: 'priority_id',
  opener_kind: 'opener_kind',
  client_id: 'client_id',
  user_id: 'user_id',
  contact_id: 'contact_id',
  opened_by_staff_id: 'staff_id',
  requester_name: 'name',
  requester_email: 'email',
  service_id: 'service_id',
  domain_id: 'domain_id',
  prevent_client_closure: 'prevent_client_closure',
  created_at: 'created_at',
  last_reply_at: 'created_at',
  updated_at: 'now',
};

/** The columns of its first message. */
const MESSAGE: Record<string, GivenName> = {
  author_kind: 'opener_kind',
  client_id: 'client_id',
  user_id: 'user_id',
  contact_id: 'contact_id',
  staff_id: 'staff_id',
  author_name: 'name',
  author_email: 'email',
  body: 'body',
  format: 'format',
  created_at: 'created_at',
};

const columnsOf = (columns: Record<string, GivenName>): string => Object.keys(columns).join(', ');
const valuesOf = (columns: Record<string, GivenName>, write = (name: GivenName): string => name): string =>
  Object.values(columns)
    .map((name) => write(name))
    .join(', ');

/** SQL for the payload of an event, with the ids that only the statement knows. */
const payloadOf = (payload: string, ticket: string): string =>
  `${payload} || jsonb_build_object('ticketid', ${ticket}.id, 'ticketmask', ${ticket}.number, 'messageid', message.id)`;

/** SQL for the text of a log entry. */
const descriptionOf = (description: string, ticket: string): string =>
  `${description} || ${ticket}.id || ', number ' || ${ticket}.number`;

/** SQL for a client as `OpeningClient`. */
export const clientOf = (id: string): string =>
  `(select json_build_object('firstName', c.first_name, 'lastName', c.last_name, 'name', ${nameOf.client},
      'email', c.email) from clients c where c.id = ${id})`;

const PARAMETERS = Object.keys(GIVEN) as GivenName[];
const parameter = (name: GivenName, type = GIVEN[name]): string => `$${PARAMETERS.indexOf(name) + 1}::${type}`;
/** Objects and lists. */
const AS_JSON = new Set<GivenName>(['numbers', 'payload']);
const LOG = ACTIVITY_COLUMNS.split(', ');
const logValues = LOG.map((column, index) => {
  const value = `$${PARAMETERS.length + 1 + index}`;
  return column === 'description' ? descriptionOf(value, 'ticket') : value;
});
const DEADLINE = `$${PARAMETERS.length + LOG.length + 1}`;

/**
 * Inserts one ticket that has no custom fields, files, copies and details, and no number with `%i`. With few parts and
 * without JSON, it takes PostgreSQL half the time of {@link INSERT}, most of which is preparing that plan to run.
 */
export const INSERT_ONE = `
  with ticket as (
    insert into tickets (number, ${columnsOf(TICKET)})
    select number, ${valuesOf(TICKET, parameter)}
    -- Not unnest: the planner counts its rows, and would plan every call anew.
    from (select number from json_array_elements_text(${parameter('numbers', 'json')}) as numbered (number)
          where (select t.id from tickets t where t.number = numbered.number) is null limit 1) as free
    where in_time(${DEADLINE}::timestamptz)
    on conflict (number) do nothing returning id, number),
  message as (
    insert into messages (ticket_id, is_first, ${columnsOf(MESSAGE)})
    select id, true, ${valuesOf(MESSAGE, parameter)} from ticket returning id),
  event as (
    insert into outbox (event, payload, created_at)
    select ${parameter('event')}, ${payloadOf(parameter('payload'), 'ticket')}, ${parameter('now')} from ticket, message),
  logged as (
    insert into activity_log (${ACTIVITY_COLUMNS}) select ${logValues.join(', ')} from ticket)
  select ticket.id, number, message.id as "messageId", null as client from ticket, message`;

/** The parameters of {@link INSERT_ONE}. */
export const oneValues = (given: Given, activity: ActivityRow, deadline: string): unknown[] => [
  ...PARAMETERS.map((name) => (AS_JSON.has(name) ? jsonText(given[name]) : given[name])),
  ...activityValues(activity),
  deadline,
];

/** @param more what else to insert for each ticket */
const insert = (more = '') => `
  with given as materialized (
    -- The sequence is looked up once, not for every ticket.
    select nextval((select pg_get_serial_sequence('tickets', 'id')::regclass))::int as id, r.*
    from json_to_recordset($1) as r (place int, ${PARAMETERS.map((name) => `${name} ${GIVEN[name]}`).join(', ')},
      fields json, log json, files json, cc json, bcc json, shows_client boolean, ${DETAIL_TYPES})
    where (select in_time($2::timestamptz))),
  chosen as materialized (
    select given.*, free.number
    from given, lateral (
      select candidate.number
      from (select replace(number, '%i', given.id::text) as number, rank
            from unnest(given.numbers) with ordinality as numbered (number, rank)) as candidate
      -- One look into the index for each: an anti-join would read the whole table while it is thought to be small.
      where (select t.id from tickets t where t.number = candidate.number) is null
      order by rank limit 1) as free),
  ticket as (
    insert into tickets (id, number, ${columnsOf(TICKET)}, ${DETAIL_COLUMNS})
    select id, number, ${valuesOf(TICKET)}, ${DETAIL_VALUES}
    from chosen
    -- In one order, so that two statements that try the same numbers don't wait for each other.
    order by number
    on conflict (number) do nothing returning id),
  opened as materialized (select * from chosen where id in (select id from ticket)),
  message as (
    insert into messages (ticket_id, is_first, ${columnsOf(MESSAGE)})
    select id, true, ${valuesOf(MESSAGE)} from opened order by id returning id, ticket_id),
  field as (
    insert into custom_field_values (ticket_id, field_id, value)
    select id, f.field_id, f.value from opened, json_to_recordset(opened.fields) as f (field_id int, value jsonb)
    where opened.fields is not null),
  event as (
    insert into outbox (event, payload, created_at)
    select event, ${payloadOf('payload', 'opened')}, now
    from opened join message on message.ticket_id = opened.id order by opened.id),
  logged as (
    insert into activity_log (${ACTIVITY_COLUMNS})
    select at, action, ${descriptionOf('description', 'opened')}, caller, username, address, l.staff_id,
      l.client_id, l.user_id, changes
    from opened, json_to_record(opened.log) as l (${ACTIVITY_TYPES}) order by opened.id)${more}
  select place, opened.id, number, message.id as "messageId",
    case when shows_client then ${clientOf('client_id')} end as client
  from opened join message on message.ticket_id = opened.id`;

/** Inserts any tickets. */
export const INSERT = insert();

/** A statement of its own, so that tickets without files and copies don't pay for these. */
export const INSERT_WITH_FILES = insert(`,
  file as materialized (
    select message.id as message_id, f.* from opened join message on message.ticket_id = opened.id,
      json_to_recordset(opened.files) as f (position int, filename text, stored_name text, size int, url text, start int)),
  attachment as (
    insert into attachments (message_id, position, filename, stored_name, size, url)
    select message_id, position, filename, stored_name, size, url from file order by message_id, position
    returning id, message_id, position),
  content as (
    insert into attachment_contents (attachment_id, bytes)
    select attachment.id, substring($3::bytea from start for size)
    from attachment join file using (message_id, position) where start is not null),
  recipient as (
    insert into recipients (ticket_id, kind, position, email)
    select opened.id, list.kind, given.position, given.email
    from opened, (values ('cc'), ('bcc')) as list (kind),
      json_array_elements_text(case list.kind when 'cc' then opened.cc else opened.bcc end)
        with ordinality as given (email, position))`);
