import { MERGE, MERGED } from './merged';
import { isLost, noteLost, oneLineSql, staffNameSql } from './shared';

const FORMATS = `'{plain,markdown,html}'::text[]`;

/** SQL for the name of the member of staff who wrote a staged message or note `s`; null if it was none. */
export const STAFF_NAME = `coalesce(nullif(${oneLineSql('s.staff_name')}, ''),
  (select nullif(${staffNameSql('w')}, '') from {stage.staff} w where w.source_id = s.staff_id),
  'Deleted member of staff ' || s.staff_id)`;

/** SQL for our id of the member of staff who wrote a staged message or note `s`, also if only the name is known. */
export const STAFF_ID = `coalesce({id.staff:s.staff_id}, (
  select {id.staff:n.source_id} from {stage}.staff_names n where s.staff_id is null and n.name = lower(btrim(s.staff_name))))`;

/** The longest text that an index takes, however it is made up. */
const LONGEST_MAIL_ID = 2000;

/**
 * SQL for the id of an opening message, which has none at the source. It leaves room after those of replies: the old desk
 * goes on for a while, and its next replies shall keep their ids when a later run carries them.
 */
const OPENING_ID = `case when s.source_id ~ '^t[1-9][0-9]{0,8}$'
  then (select base from {stage}.opening_ids) + substr(s.source_id, 2)::int end`;

/** How many replies the old desk may still get. */
const ROOM = 100_000;

const MESSAGE = `
  select s.source_id, coalesce({wanted:s.source_id}, ${OPENING_ID}) as wanted_id, i.ticket_id, coalesce(s.is_first, false) as is_first,
    a.kind as author_kind,
    case when a.kind in ('client', 'user', 'contact') or (a.kind = 'staff' and s.is_first) then i.client_id end as client_id,
    case when a.kind = 'user' then i.user_id end as user_id,
    case when a.kind = 'contact' then i.contact_id end as contact_id,
    case when a.kind = 'staff' then ${STAFF_ID} end as staff_id,
    case a.kind when 'staff' then ${STAFF_NAME} when 'client' then ''
      -- A guest without a name is not the ticket's client: a merge brings messages of others.
      when 'guest' then case when kept.name <> '' or (kept.email <> '' and s.client_id is null) then kept.name
        else coalesce(nullif(left(${oneLineSql('t.requester_name')}, 1000), ''),
          'Deleted client ' || coalesce(s.client_id, t.client_id), '') end
      else case when i.user_id is null and i.contact_id is null then kept.name else '' end end as author_name,
    case a.kind when 'guest' then coalesce(nullif(kept.email, ''), left(${oneLineSql('t.requester_email')}, 320))
      when 'staff' then '' when 'client' then ''
      else case when i.user_id is null and i.contact_id is null then kept.email else '' end end as author_email,
    case when s.format = any(${FORMATS}) then s.format else 'plain' end as format, coalesce(s.body, '') as body, s.created_at,
    left(nullif(btrim(s.mail_id, ' <>'), ''), ${LONGEST_MAIL_ID}) as mail_id
  from {stage.message} s
    left join {stage.ticket} t on t.source_id = s.ticket_id
    cross join lateral (select {id.ticket:s.ticket_id} as ticket_id,
      {id.client:coalesce(s.client_id, t.client_id)} as client_id, {id.user:s.user_id} as user_id,
      {id.contact:s.contact_id} as contact_id) i
    cross join lateral (select left(${oneLineSql('s.author_name')}, 1000) as name,
      left(${oneLineSql('s.author_email')}, 320) as email) kept
    cross join lateral (select case
      when s.staff_id is not null or btrim(s.staff_name) <> '' then 'staff'
      when i.client_id is null then 'guest'
      when s.contact_id is not null and (i.contact_id is not null or kept.name <> '') then 'contact'
      when s.user_id is not null and (i.user_id is not null or kept.name <> '') then 'user'
      when coalesce(s.contact_id, s.user_id, s.client_id) is not null then 'client' else 'guest' end as kind) a
  where i.ticket_id is not null`;

/** A line for each message `s` that meets a condition. */
const line = (kind: 'differs' | 'stays' | 'note', reason: string, text: string, from: string): string => `
  select '${kind}' as line, s.source_id, coalesce(t.number, '') as title, '${reason}' as reason, 1 as count, ${text} as text
  from {stage.message} s left join {stage.ticket} t on t.source_id = s.ticket_id ${from}`;

const WHAT = `case when s.is_first then 'The opening message' else 'A reply' end`;

export const MESSAGES = {
  columns: [
    ...['ticket_id', 'is_first', 'author_kind', 'client_id', 'user_id', 'contact_id', 'staff_id', 'author_name'],
    ...['author_email', 'format', 'body', 'created_at', 'mail_id'],
  ],

  prepare: [
    `with dates as (
       select m.source_id, coalesce(
         case when m.is_first is not true then (
           select max(o.created_at) from {stage.message} o where o.ticket_id = m.ticket_id and o.is_first is not true
             and (length(o.source_id), o.source_id) < (length(m.source_id), m.source_id)) end,
         t.created_at, '2000-01-01 00:00:00+00') as created_at
       from {stage.message} m left join {stage.ticket} t on t.source_id = m.ticket_id where m.created_at is null),
     noted as (
       insert into {stage}.undated (kind, source_id, what) select 'message', source_id, 'created' from dates
       on conflict do nothing)
     update {stage.message} m set created_at = d.created_at from dates d where d.source_id = m.source_id`,
    // The first of several opening messages opens the ticket.
    `update {stage.message} m set is_first = false from (
       select source_id, row_number() over (partition by ticket_id order by created_at, source_id) as rank
       from {stage.message} where is_first) o
     where o.source_id = m.source_id and rank > 1`,
    ...MERGED,
    'create table if not exists {stage}.opening_ids (base int)',
    `insert into {stage}.opening_ids (base)
     select case when base + tickets < 2000000000 then base end from (
       select coalesce((select max({wanted:m.source_id}) from {stage.message} m), 0) + ${ROOM} as base,
         coalesce((select max({wanted:t.source_id}) from {stage.ticket} t), 0)::bigint as tickets) ids
     where not exists (select from {stage}.opening_ids)`,
    `create table if not exists {stage}.made_openings (source_id text primary key)`,
    `with made as (
       insert into {stage.message} (source_id, ticket_id, is_first, staff_id, staff_name, contact_id, user_id, client_id,
         author_name, author_email, format, body, created_at)
       select 't' || s.source_id, s.source_id, true, s.opened_by_staff_id, s.opened_by_staff_name, s.contact_id, s.user_id,
         s.client_id, s.requester_name, s.requester_email, 'plain', '', s.created_at
       from {stage.ticket} s where s.merged_into_id is null
         and not exists (select from {stage.message} m where m.ticket_id = s.source_id and m.is_first)
         and not exists (select from {stage.message} m where m.source_id = 't' || s.source_id)
       returning source_id)
     insert into {stage}.made_openings select source_id from made on conflict do nothing`,
    ...noteLost('message', {
      ...{ ticket_id: 'ticket', staff_id: 'staff', contact_id: 'contact', user_id: 'user', client_id: 'client' },
    }),
  ],

  select: MESSAGE,

  ratings: `select s.source_id, s.rating::smallint as stars, s.created_at as first_rated_at, s.created_at as rated_at
    from {stage.message} s where s.rating between 1 and 5`,

  finish: [MERGE],

  lines: [
    line(
      'stays',
      'ticket is gone',
      `${WHAT} || ' belongs to the ticket ' || coalesce(s.ticket_id, '(none)') || ', which is gone.'`,
      `where s.ticket_id is null or ${isLost('ticket', 's.ticket_id')}`,
    ),
    line(
      'differs',
      'no opening message',
      `'The ticket has no opening message. Here it has an empty one.'`,
      'join {stage}.made_openings o on o.source_id = s.source_id',
    ),
    line(
      'differs',
      'author is gone',
      `${WHAT} || ' was written by ' || case when ${isLost('staff', 's.staff_id')} then 'the member of staff ' || s.staff_id
         when ${isLost('contact', 's.contact_id')} then 'the contact ' || s.contact_id
         when ${isLost('user', 's.user_id')} then 'the user ' || s.user_id
         else 'the client ' || s.client_id end || ', who is gone. Only the name stays.'`,
      `where (${isLost('staff', 's.staff_id')}) or (s.staff_id is null and coalesce(btrim(s.staff_name), '') = '' and (
         (${isLost('contact', 's.contact_id')}) or (${isLost('user', 's.user_id')}) or (${isLost('client', 's.client_id')})))`,
    ),
    `select 'note' as line, '' as source_id, n.name as title, 'name of no member of staff: ' || n.name as reason,
       count(*)::int as count, 'Messages were written by ' || n.name || ', who is none of the staff. The name stays.' as text
     from (select min(${oneLineSql('s.staff_name')}) over (partition by lower(btrim(s.staff_name))) as name
           from {stage.message} s where s.staff_id is null and btrim(s.staff_name) <> ''
             and not exists (select from {stage}.staff_names k where k.name = lower(btrim(s.staff_name)))) n
     group by n.name`,
    line(
      'differs',
      'date unknown',
      `${WHAT} || ' has no date. It is the one of the message before it here.'`,
      `join {stage}.undated u on u.kind = 'message' and u.source_id = s.source_id`,
    ),
    line(
      'differs',
      'rating out of range',
      `${WHAT} || ' has the rating ' || s.rating || ', and ratings are from 1 to 5.'`,
      'where s.rating is not null and s.rating not between 1 and 5',
    ),
    `select 'note' as line, '' as source_id, '' as title, 'date of ratings unknown' as reason, count(*)::int as count,
       'The old desk does not know when replies were rated. Here it is the date of the reply.' as text
     from {stage.message} s where s.rating between 1 and 5 having count(*) > 0`,
  ],
};
