import type { WriteTogether } from '../../database/together';
import { ACTIVITY_COLUMNS, ACTIVITY_TYPES, type ActivityRow, activityJson } from '../desk/activity';
import type { EventRow } from '../desk/outbox';
import { jsonRows } from '../json-rows';
import type { Author, MessageFormat, TicketRow } from './tickets';

export interface NewReplyRow {
  ticket: Pick<TicketRow, 'id' | 'version'>;
  author: Author;
  body: string;
  format: MessageFormat;
  createdAt: Date;
  now: Date;
  /** The reply that this one answers. */
  parentId: number | null;
  /** What else the reply changes; undefined for a draft, which only staff sees so far. */
  sent:
    | {
        /** The ticket's status afterwards. */
        status: { id: number; isClosed: boolean };
        /** The events to record. The statement puts the reply's id into `replyid` where a payload has it. */
        events: EventRow[];
      }
    | undefined;
  /** The entry in the activity log. The statement adds the reply's id to its description. */
  activity: ActivityRow;
}

/**
 * Inserts replies, and for each changes its ticket and adds its events and log entry. It is one statement for many
 * replies because this is a hot path, as in {@link insertTickets}.
 *
 * @returns the reply's id; undefined if the ticket has changed since it was looked up, or somebody is changing it right
 *   now. Of that reply, nothing was inserted.
 */
export const insertReplies: WriteTogether<NewReplyRow, number | undefined> = {
  async write(db, rows, deadline) {
    const inserted = await db.query<{ place: number; id: number }>(INSERT, [jsonRows(rows.map(writeRow)), deadline]);
    const ids = new Map(inserted.map(({ place, id }) => [place, id]));
    return rows.map((_, place) => ids.get(place));
  },

  // The reply is there if its ticket is of another version, and has it from the transaction that inserted such a reply.
  async find(db, rows) {
    const found = await db.query<{ place: number; id: number }>(
      `select distinct on (given.ticket_id) place, m.id
       from json_to_recordset($1) as given (place int, ticket_id int, version text, author_kind text, client_id int,
           staff_id int, name text, body text, created_at timestamptz)
         join tickets t on t.id = given.ticket_id and t.xmin::text <> given.version
         join messages m on m.ticket_id = t.id and m.xmin = t.xmin and m.created_at = given.created_at
           and (m.author_kind, m.client_id, m.staff_id, m.author_name, m.body)
             is not distinct from (given.author_kind, given.client_id, given.staff_id, given.name, given.body)
       order by given.ticket_id, place`,
      [jsonRows(rows.map(writeRow))],
    );
    const ids = new Map(found.map(({ place, id }) => [place, id]));
    return rows.map((_, place) => ids.get(place));
  },
};

const writeRow = ({ ticket, author, sent, activity, ...row }: NewReplyRow, place: number) => ({
  place,
  ticket_id: ticket.id,
  version: ticket.version,
  author_kind: author.kind,
  client_id: author.clientId,
  user_id: author.userId,
  contact_id: author.contactId,
  staff_id: author.staffId,
  name: author.name,
  email: author.email,
  body: row.body,
  format: row.format,
  created_at: row.createdAt,
  now: row.now,
  parent_id: row.parentId,
  is_draft: sent === undefined,
  ...(sent && {
    status_id: sent.status.id,
    is_closed: sent.status.isClosed,
    events: sent.events,
  }),
  log: activityJson(activity),
});

const INSERT = `
  with given as materialized (
    select r.*
    from json_to_recordset($1) as r (place int, ticket_id int, version text, author_kind text, client_id int,
      user_id int, contact_id int, staff_id int, name text, email text, body text, format text, created_at timestamptz,
      now timestamptz, parent_id int, is_draft boolean, status_id int, is_closed boolean, events json, log json)
    where (select in_time($2::timestamptz))),
  -- Skipped, not waited for: a ticket that one caller has locked must not keep the others waiting. Replies to locked
  -- tickets are written again, in transactions of their own that wait.
  held as materialized (
    select t.id, t.xmin::text as version from tickets t where t.id = any(array(select ticket_id from given))
    for no key update skip locked),
  -- Of two replies to a ticket, the second was decided on what the first changes.
  chosen as materialized (
    select distinct on (ticket_id) given.* from given join held on held.id = ticket_id
    where given.version is null or given.version = held.version
    order by ticket_id, place),
  message as (
    insert into messages (ticket_id, author_kind, client_id, user_id, contact_id, staff_id, author_name, author_email,
      body, format, created_at, parent_id, is_draft)
    select ticket_id, author_kind, client_id, user_id, contact_id, staff_id, name, email, body, format, created_at,
      parent_id, is_draft
    from chosen order by place returning id, ticket_id),
  draft as (
    update tickets t set updated_at = now from chosen where t.id = ticket_id and is_draft),
  changed as (
    update tickets t set updated_at = now, last_reply_at = greatest(chosen.created_at, last_reply_at),
      viewed_by_staff = author_kind = 'staff', viewed_by_client = author_kind <> 'staff',
      status_id = chosen.status_id,
      frozen_until = case when author_kind <> 'staff' and frozen_until > now then now else frozen_until end,
      closed_at = case when is_closed then coalesce(closed_at, now) end
    from chosen where t.id = ticket_id and not is_draft),
  event as (
    insert into outbox (event, payload, created_at)
    select e.name, jsonb_set(e.payload, '{replyid}', to_jsonb(message.id), false), now
    from chosen join message using (ticket_id),
      rows from (json_to_recordset(events) as (name text, payload jsonb)) with ordinality as e (name, payload, rank)
    order by place, rank),
  logged as (
    insert into activity_log (${ACTIVITY_COLUMNS})
    select at, action, description || message.id, caller, username, address, l.staff_id, l.client_id, l.user_id, changes
    from chosen join message using (ticket_id), json_to_record(log) as l (${ACTIVITY_TYPES}) order by place)
  select place, message.id from chosen join message using (ticket_id)`;
