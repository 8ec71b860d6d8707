import { departmentId } from './departments';
import { priorityId } from './priorities';
import { noteLost, oneLineSql } from './shared';
import { statusId } from './statuses';
import { tagId } from './tags';

/** SQL for the number that a staged ticket has, or else its id. */
export const NUMBER = `coalesce(nullif(btrim(s.number), ''), s.source_id)`;

/** SQL for whether a code can open a ticket: long enough that nobody guesses it, and fit for a link. */
export const IS_CODE = `coalesce(s.access_code ~ '^[A-Za-z0-9]{6,64}$', false)`;

/** Eight characters, each of the first six bytes of a UUID, which are random. */
const DRAWN_CODE = `translate(left(encode(uuid_send(gen_random_uuid()), 'base64'), 8), '+/', 'zZ')`;

/** Longer numbers cannot be asked for: `ticketnum` takes as many characters. */
const LONGEST_NUMBER = 50;

/** SQL for an address `e`, also one in angle brackets after a name. */
export const COPY_ADDRESS = `btrim(coalesce(substring(e from '<([^<>]+)>'), e))`;
/** SQL for whether {@link COPY_ADDRESS} is one to which mail can go. */
const IS_ADDRESS = `${COPY_ADDRESS} ~ '^[^@\\s<>,;"()]+@[^@\\s<>,;"()]+\\.[^@\\s<>,;"()]+$' and length(${COPY_ADDRESS}) <= 254`;

/** SQL for the addresses of a staged ticket that get copies, with their places, each once. */
export const COPIES = `
  select email, row_number() over (order by place)::int as position from (
    select distinct on (lower(${COPY_ADDRESS})) ${COPY_ADDRESS} as email, place from unnest(s.cc) with ordinality as given (e, place)
    where ${IS_ADDRESS} order by lower(${COPY_ADDRESS}), place) c`;

/** SQL for the tags of a staged ticket with their places, each once. */
const TICKET_TAGS = `
  select ${tagId('tag')} as id, min(place)::int as position from unnest(s.tags) with ordinality as given (tag, place)
  where btrim(tag) <> '' group by 1`;

/** Whoever opened it for somebody, where either says so: the ticket, or its first message. */
const OPENER = `
  left join lateral (
    select m.staff_id, nullif(btrim(m.staff_name), '') as staff_name from {stage.message} m
    where m.ticket_id = s.source_id and m.is_first limit 1) o on true
  cross join lateral (select coalesce(s.opened_by_staff_id, o.staff_id) as staff_id,
    coalesce(nullif(btrim(s.opened_by_staff_name), ''), o.staff_name) as staff_name) opener`;

const TICKET = `
  select s.source_id, {wanted:s.source_id} as wanted_id, n.number,
    case when ${IS_CODE} then s.access_code else coalesce(own.access_code, ${DRAWN_CODE}) end as access_code,
    i.department_id, coalesce(nullif(left(${oneLineSql('s.subject')}, 20000), ''), '(no subject)') as subject,
    i.status_id, i.priority_id,
    case when opener.staff_id is not null or opener.staff_name is not null then 'staff'
         when i.client_id is null then 'guest' when i.contact_id is not null then 'contact'
         when i.user_id is not null then 'user' else 'client' end as opener_kind,
    i.client_id, case when i.client_id is not null then i.user_id end as user_id,
    case when i.client_id is not null then i.contact_id end as contact_id,
    case when i.client_id is not null then '' else coalesce(nullif(left(${oneLineSql('s.requester_name')}, 1000), ''),
      'Deleted client ' || s.client_id, '') end as requester_name,
    case when i.client_id is not null then '' else left(${oneLineSql('s.requester_email')}, 320) end as requester_email,
    i.opened_by_staff_id, i.assignee_id, i.service_id,
    case when i.service_id is null then i.domain_id end as domain_id,
    coalesce(s.prevent_client_closure, false) as prevent_client_closure, 'import' as source,
    s.created_at, coalesce(s.updated_at, s.last_reply_at) as updated_at, s.last_reply_at,
    case when st.is_closed then coalesce(s.closed_at, s.last_reply_at) end as closed_at,
    coalesce(s.viewed_by_staff, true) as viewed_by_staff, coalesce(s.viewed_by_client, true) as viewed_by_client
  from {stage.ticket} s
    ${OPENER}
    left join {stage}.staff_names named on named.name = lower(opener.staff_name)
    cross join lateral (select {id.ticket:s.source_id} as own_id,
      {id.department:${departmentId('s.department_id')}} as department_id, {id.status:${statusId('s.status_id')}} as status_id,
      {id.priority:${priorityId('s.priority_id')}} as priority_id, {id.client:s.client_id} as client_id,
      {id.user:s.user_id} as user_id, {id.contact:s.contact_id} as contact_id,
      coalesce({id.staff:opener.staff_id}, {id.staff:named.source_id}) as opened_by_staff_id,
      {id.staff:s.assignee_id} as assignee_id, {id.service:s.service_id} as service_id,
      {id.domain:s.domain_id} as domain_id) i
    left join statuses st on st.id = i.status_id
    left join tickets own on own.id = i.own_id
    left join {stage}.odd_numbers odd on odd.source_id = s.source_id
    cross join lateral (select coalesce(odd.number, ${NUMBER}) as number) wanted
    cross join lateral (
      -- The number itself if nobody has it, else the first of longer ones.
      select coalesce(own.number,
        case when not exists (select from tickets t where t.number = wanted.number) then wanted.number end, (
          select c.number from (select wanted.number || '-' || k as number, k from generate_series(2, 1000) k) c
          where not exists (select from tickets t where t.number = c.number)
            and not exists (select from {stage.ticket} o where o.number = c.number)
          order by k limit 1)) as number) n
  where true`;

const COLUMNS = [
  ...['number', 'access_code', 'department_id', 'subject', 'status_id', 'priority_id', 'opener_kind', 'client_id'],
  ...['user_id', 'contact_id', 'requester_name', 'requester_email', 'opened_by_staff_id', 'assignee_id', 'service_id'],
  ...['domain_id', 'prevent_client_closure', 'source', 'created_at', 'updated_at', 'last_reply_at', 'closed_at'],
  ...['viewed_by_staff', 'viewed_by_client'],
];

export const TICKETS = {
  columns: COLUMNS,

  prepare: [
    // Names under which staff wrote, where only one has them.
    `create table if not exists {stage}.staff_names (name text primary key, source_id text)`,
    `insert into {stage}.staff_names (name, source_id)
     select name, min(source_id) from (
       select lower(btrim(concat_ws(' ', first_name, last_name))) as name, source_id from {stage.staff}
       union select lower(btrim(username)), source_id from {stage.staff}) named
     where name <> '' group by name having count(*) = 1 on conflict do nothing`,
    'create index if not exists message_ticket on {stage.message} (ticket_id)',
    'create index if not exists ticket_number on {stage.ticket} (number)',

    // Dates that the source does not know.
    `create table if not exists {stage}.undated (kind text, source_id text, what text, primary key (kind, source_id, what))`,
    `with dates as (
       select s.source_id, s.created_at, s.last_reply_at,
         min(m.created_at) as first, min(m.created_at) filter (where m.is_first) as opening, max(m.created_at) as last
       from {stage.ticket} s left join {stage.message} m on m.ticket_id = s.source_id
       where s.created_at is null or s.last_reply_at is null group by s.source_id, s.created_at, s.last_reply_at),
     noted as (
       insert into {stage}.undated (kind, source_id, what)
       select 'ticket', source_id, 'created' from dates where created_at is null
       union all select 'ticket', source_id, 'last reply' from dates where last_reply_at is null
       on conflict do nothing)
     update {stage.ticket} s set
       created_at = coalesce(s.created_at, d.opening, d.first, s.last_reply_at, s.updated_at, '2000-01-01 00:00:00+00'),
       last_reply_at = coalesce(s.last_reply_at, d.last, s.created_at, d.opening, s.updated_at, '2000-01-01 00:00:00+00')
     from dates d where d.source_id = s.source_id`,

    // Numbers that tickets cannot have, or that several have.
    `create table if not exists {stage}.odd_numbers (source_id text primary key, number text not null, problem text not null)`,
    `insert into {stage}.odd_numbers (source_id, number, problem)
     select source_id, case problem when 'twice' then number || '-' || rank else source_id end, problem from (
       select s.source_id, ${NUMBER} as number, rank, case when nullif(btrim(s.number), '') is null then 'missing'
         when length(${NUMBER}) > ${LONGEST_NUMBER} then 'long' when rank > 1 then 'twice' end as problem
       from (select *, row_number() over (
               partition by btrim(number) order by merged_into_id is not null, created_at, length(source_id), source_id) as rank
             from {stage.ticket}) s) numbered
     where problem is not null on conflict do nothing`,
    ...noteLost('ticket', {
      ...{ client_id: 'client', user_id: 'user', contact_id: 'contact', service_id: 'service', domain_id: 'domain' },
      ...{ assignee_id: 'staff', opened_by_staff_id: 'staff' },
    }),
    `with unknown as materialized (
       select distinct f as id from {stage.ticket} s cross join lateral unnest(s.follower_ids) f
       where not exists (select from {stage.staff} r where r.source_id = f))
     insert into {stage}.lost (kind, source_id)
     select 'staff', id from unknown where {id.staff:unknown.id} is null on conflict do nothing`,
  ],

  select: TICKET,

  recipients: `select s.source_id, 'cc' as kind, c.position, c.email
    from {stage.ticket} s cross join lateral (${COPIES}) c where true`,

  tags: `select s.source_id, {id.tag:g.id} as tag_id, g.position
    from {stage.ticket} s cross join lateral (${TICKET_TAGS}) g where {id.tag:g.id} is not null`,

  ratings: `select s.source_id, s.rating, coalesce(s.rating_comment, '') as comment,
      coalesce(s.rated_at, s.last_reply_at, s.created_at) as first_rated_at,
      coalesce(s.rated_at, s.last_reply_at, s.created_at) as rated_at
    from {stage.ticket} s where s.rating in ('good', 'okay', 'bad')`,

  followers: `select s.source_id, f.staff_id
    from {stage.ticket} s cross join lateral (
      select distinct {id.staff:given.id} as staff_id from unnest(s.follower_ids) as given (id)) f
    where f.staff_id is not null`,
};
