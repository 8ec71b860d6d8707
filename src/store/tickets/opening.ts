import type { Db } from '../../database/pool';
import { ACTIVITY_COLUMNS, type ActivityRow, activityValues } from '../desk/activity';
import type { Department } from '../desk/departments';
import type { Named } from '../desk/named';
import type { TicketEvent } from '../desk/outbox';
import { FIRST_STATUS } from '../desk/statuses';
import { NO_ID } from '../ids';
import { type CustomField, customFieldsJson } from './custom-fields';
import { type SpamFilter, spamFiltersJson } from './spam';
import type { Author, MessageFormat } from './tickets';

interface OpeningReferences {
  departmentId: number;
  clientId: number | undefined;
  userId: number | undefined;
  contactId: number | undefined;
  serviceId: number | undefined;
  domainId: number | undefined;
  priority: string;
  /** The priority to take if there is none of that name. */
  defaultPriority: string;
  /** The address of a guest who opens the ticket, which may be empty; undefined for all others. */
  guestEmail: string | undefined;
}

/** What a new ticket refers to. A reference is null if there is no such row, or if it belongs to another client. */
export interface Opening {
  department: Department | null;
  clientId: number | null;
  userId: number | null;
  contactId: number | null;
  serviceId: number | null;
  domainId: number | null;
  priority: Named | null;
  /** The status of new tickets: Open, or the first if an operator renamed Open. */
  status: { id: number };
  /** The names of all priorities, separated by commas as in the refusal. */
  priorityNames: string;
  customFields: CustomField[];
  /** Empty for everybody but guests. */
  spamFilters: SpamFilter[];
}

/** Looks up everything that a new ticket refers to. It is one statement because this is the hot path. */
export async function lookUpOpening(db: Db, references: OpeningReferences): Promise<Opening> {
  const [row] = await db.lookUp<Opening>(
    `select
       (select json_build_object('id', id, 'name', name, 'preventClientClosure', prevent_client_closure)
        from departments where id = $1) as department,
       (select id from clients where id = $2) as "clientId",
       (select user_id from client_users where client_id = $2 and user_id = $3) as "userId",
       (select id from contacts where id = $4 and client_id = $2) as "contactId",
       (select id from services where id = $5 and client_id = $2) as "serviceId",
       (select id from domains where id = $6 and client_id = $2) as "domainId",
       (select json_build_object('id', id, 'name', name) from priorities
        where lower(name) in (lower($7), lower($10)) order by lower(name) <> lower($7) limit 1) as priority,
       (select json_build_object('id', id) ${FIRST_STATUS}) as status,
       (select string_agg(name, ',' order by sort_order, id) from priorities) as "priorityNames",
       ${customFieldsJson('$1')} as "customFields",
       ${spamFiltersJson('$8', '$9')} as "spamFilters"`,
    [
      references.departmentId,
      references.clientId ?? NO_ID,
      references.userId ?? NO_ID,
      references.contactId ?? NO_ID,
      references.serviceId ?? NO_ID,
      references.domainId ?? NO_ID,
      references.priority,
      references.guestEmail !== undefined,
      references.guestEmail ?? '',
      references.defaultPriority,
    ],
  );
  if (row === undefined) throw new Error('a select of scalars returned no row');
  return row;
}

export interface NewTicketRow {
  /** Numbers to try, best first. `%i` stands for the ticket's id. */
  numbers: string[];
  accessCode: string;
  departmentId: number;
  subject: string;
  statusId: number;
  priorityId: number;
  opener: Author;
  serviceId: number | null;
  domainId: number | null;
  preventClientClosure: boolean;
  createdAt: Date;
  now: Date;
  body: string;
  format: MessageFormat;
  /** The event to record. The statement adds the new ids to its payload. */
  event: { name: TicketEvent; payload: Record<string, unknown> };
  /** The entry in the activity log. The statement adds the new id and number to its description. */
  activity: ActivityRow;
  /** Whether the call writes nothing else, so that the statement needs no transaction. */
  alone: boolean;
}

interface OpenedTicket {
  id: number;
  number: string;
  messageId: number;
}

/**
 * Inserts a ticket under the first free number, with its first message, event and log entry. It is one statement
 * because this is the hot path.
 *
 * @returns undefined if none of the numbers is free. Then nothing was inserted.
 */
export async function insertTicket(db: Db, row: NewTicketRow): Promise<OpenedTicket | undefined> {
  const { opener } = row;
  const run = row.alone ? db.queryAlone.bind(db) : db.query.bind(db);
  const [opened] = await run<OpenedTicket>(
    `with new_id as materialized (select nextval(pg_get_serial_sequence('tickets', 'id'))::int as id),
     chosen as (
       select id, number
       from (select new_id.id, replace(given.number, '%i', new_id.id::text) as number, given.rank
             from new_id, unnest($1::text[]) with ordinality as given (number, rank)) as candidate
       -- One look into the index for each: an anti-join would read the whole table while it is thought to be small.
       where (select t.id from tickets t where t.number = candidate.number) is null
       order by rank limit 1),
     ticket as (
       insert into tickets (id, number, access_code, department_id, subject, status_id, priority_id, opener_kind,
         client_id, user_id, contact_id, opened_by_staff_id, requester_name, requester_email, service_id, domain_id,
         prevent_client_closure, created_at, last_reply_at, updated_at)
       select id, number, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $17, $18 from chosen
       on conflict (number) do nothing returning id, number),
     message as (
       insert into messages (ticket_id, is_first, author_kind, client_id, user_id, contact_id, staff_id, author_name,
         author_email, body, format, created_at)
       select id, true, $7, $8, $9, $10, $11, $12, $13, $19, $20, $17 from ticket returning id),
     event as (
       insert into outbox (event, payload, created_at)
       select $21, $22::jsonb || jsonb_build_object('ticketid', ticket.id, 'ticketmask', ticket.number,
         'messageid', message.id), $18
       from ticket, message),
     logged as (
       insert into activity_log (${ACTIVITY_COLUMNS})
       select $23, $24, $25 || ticket.id || ', number ' || ticket.number, $26, $27, $28, $29, $30, $31, $32 from ticket)
     select ticket.id, ticket.number, message.id as "messageId" from ticket, message`,
    [
      row.numbers,
      row.accessCode,
      row.departmentId,
      row.subject,
      row.statusId,
      row.priorityId,
      opener.kind,
      opener.clientId,
      opener.userId,
      opener.contactId,
      opener.staffId,
      opener.name,
      opener.email,
      row.serviceId,
      row.domainId,
      row.preventClientClosure,
      row.createdAt,
      row.now,
      row.body,
      row.format,
      row.event.name,
      JSON.stringify(row.event.payload),
      ...activityValues(row.activity),
    ],
  );
  return opened;
}
