import { nameOf } from '../people/people';
import { SHOWN_VALUE } from './carriers/custom-fields';
import { departmentId } from './carriers/departments';
import { STAFF_NAME } from './carriers/messages';
import { priorityId } from './carriers/priorities';
import { oneLineSql, staffNameSql } from './carriers/shared';
import { statusId } from './carriers/statuses';
import { COPY_ADDRESS } from './carriers/tickets';

const seconds = (date: string): string => `date_part('epoch', ${date})::text`;

/** A digest of all rows of a group, in whatever order they are. */
const all = (row: string): string => `md5(string_agg(${row}, '' order by ${row} collate "C"))`;

/** SQL for a digest of texts, of which any may be null. */
const digest = (...texts: string[]): string =>
  `md5(concat_ws(e'\\x01', ${texts.map((text) => `coalesce(${text}, '')`).join(', ')}))`;

/** A date that the source has; null if carrying had to find another. */
const known = (kind: string, what: string, date: string): string => `case when not exists (
  select from {stage}.undated u where u.kind = '${kind}' and u.source_id = s.source_id and u.what = '${what}')
  then ${seconds(date)} end`;

/** What the source says of no message at all, it does not know: the API of a desk knows less than its tables. */
const ifKnown = (column: string, value: string): string =>
  `case when (select exists (select from {stage.message} where ${column} is not null)) then ${value} end`;

/** SQL for whoever wrote something, from the addresses of those whom it may be. The most particular one counts. */
const writer = (contact: string, user: string, client: string, guest: string): string =>
  `coalesce('contact ' || ${contact}, 'user ' || ${user}, 'client ' || ${client}, 'guest ' || ${guest})`;

const THERE_PEOPLE = (alias: string, client: string): string => `
  left join {stage.client} cl on cl.source_id = ${client}
  left join {stage.contact} co on co.source_id = ${alias}.contact_id
  left join {stage.user} us on us.source_id = ${alias}.user_id`;

/** What the source says of every staged ticket: one row of texts, of which null is what it does not know. */
export const THERE = `
  select s.source_id, {id.ticket:s.source_id} as id, btrim(s.number) as number, s.access_code as access_code,
    ${oneLineSql('s.subject')} as subject, d.name as department, st.title as status, p.name as priority,
    ${writer(
      'coalesce(co.email, s.contact_id)',
      'coalesce(us.email, s.user_id)',
      'coalesce(cl.email, s.client_id)',
      `(${oneLineSql('s.requester_name')} || ' ' || ${oneLineSql('s.requester_email')})`,
    )} as requester,
    coalesce(nullif(${oneLineSql('s.opened_by_staff_name')}, ''), (
      select ${staffNameSql('w')} from {stage.staff} w where w.source_id = s.opened_by_staff_id), s.opened_by_staff_id) as opened_by,
    coalesce((select w.username from {stage.staff} w where w.source_id = s.assignee_id), s.assignee_id, '') as assignee,
    case when s.follower_ids is not null then coalesce((
      select string_agg(coalesce(w.username, f), ' ' order by coalesce(w.username, f) collate "C")
      from unnest(s.follower_ids) f left join {stage.staff} w on w.source_id = f), '') end as followers,
    concat_ws(' ',
      'service ' || coalesce((select v.name from {stage.service} v where v.source_id = s.service_id), s.service_id),
      'domain ' || coalesce((select v.name from {stage.domain} v where v.source_id = s.domain_id), s.domain_id)) as about,
    ${known('ticket', 'created', 's.created_at')} as created, ${known('ticket', 'last reply', 's.last_reply_at')} as last_reply,
    ${seconds('s.closed_at')} as closed, s.prevent_client_closure::text as closure,
    coalesce((select btrim(h.number) from {stage.ticket} h where h.source_id = s.merged_into_id),
      (select l.master from {stage}.lost_merges l where l.source_id = s.source_id)) as merged_into,
    case when s.cc is not null then coalesce((
      select string_agg(lower(${COPY_ADDRESS}), ' ' order by lower(${COPY_ADDRESS}) collate "C") from unnest(s.cc) e), '')
      end as copies,
    case when s.tags is not null then coalesce((
      select string_agg(distinct lower(btrim(g)), e'\\n' order by lower(btrim(g))) from unnest(s.tags) g where btrim(g) <> ''), '')
      end as tags,
    case when exists (select from {stage.customFieldValue}) then coalesce(v.digest, '') end as fields, m.digest as messages, n.digest as notes, f.digest as files
  from {stage.ticket} s
    left join {stage.department} d on d.source_id = ${departmentId('s.department_id')}
    left join {stage.status} st on st.source_id = ${statusId('s.status_id')}
    left join {stage.priority} p on p.source_id = ${priorityId('s.priority_id')}
    ${THERE_PEOPLE('s', 's.client_id')}
    left join (
      select v.owner_id, ${all(digest('coalesce(f.name, v.field_id)', 'x.text'))} as digest
      from {stage.customFieldValue} v left join {stage.customField} f on f.source_id = v.field_id
        cross join lateral (select ${SHOWN_VALUE} as text) x
      where f.owner is distinct from 'client' and x.text is not null group by v.owner_id) v on v.owner_id = s.source_id
    left join (
      select s.ticket_id, ${all(
        digest(
          'coalesce(s.is_first, false)::text',
          `case when s.staff_id is not null or btrim(s.staff_name) <> '' then 'staff ' || ${STAFF_NAME} else ${writer(
            'coalesce(co.email, s.contact_id)',
            'coalesce(us.email, s.user_id)',
            'coalesce(cl.email, s.client_id)',
            `(case when s.author_name <> '' or (s.author_email <> '' and s.client_id is null) then ${oneLineSql('s.author_name')}
                else ${oneLineSql('t.requester_name')} end || ' '
              || coalesce(nullif(${oneLineSql('s.author_email')}, ''), ${oneLineSql('t.requester_email')}))`,
          )} end`,
          known('message', 'created', 's.created_at'),
          ifKnown('format', `coalesce(s.format, 'plain')`),
          's.body',
          's.rating::text',
          ifKnown('mail_id', `nullif(btrim(s.mail_id, ' <>'), '')`),
        ),
      )} as digest
      from {stage.message} s left join {stage.ticket} t on t.source_id = s.ticket_id ${THERE_PEOPLE('s', 's.client_id')}
      group by s.ticket_id) m on m.ticket_id = s.source_id
    left join (
      select s.ticket_id, ${all(digest(STAFF_NAME, known('note', 'created', 's.created_at'), `coalesce(s.format, 'plain')`, 's.body'))} as digest
      from {stage.note} s group by s.ticket_id) n on n.ticket_id = s.source_id
    left join (
      select a.ticket_id, ${all(digest('(a.note_id is null)::text', 'a.position::text', 'a.filename', 'coalesce(a.is_removed, false)::text'))} as digest
      from {stage.attachment} a group by a.ticket_id) f on f.ticket_id = s.source_id`;

const HERE_PEOPLE = `
  left join clients c on c.id = t.client_id left join contacts co on co.id = t.contact_id
  left join users u on u.id = t.user_id`;

/** SQL for whoever wrote a message or note `t` of ours as staff. */
const staffHere = `coalesce(nullif(${nameOf.staff('s')}, ''), t.author_name)`;

/** What this desk has of the same tickets. */
export const HERE = `
  select r.source_id, t.number, t.access_code, t.subject, d.name as department, st.title as status, p.name as priority,
    ${writer('co.email', 'u.email', 'c.email', `(t.requester_name || ' ' || t.requester_email)`)} as requester,
    case when t.opener_kind = 'staff' then coalesce(nullif(${nameOf.staff('o')}, ''), (
      select m.author_name from messages m where m.ticket_id = t.id and m.is_first)) end as opened_by,
    coalesce((select w.username from staff w where w.id = t.assignee_id), '') as assignee,
    (select string_agg(w.username, ' ' order by w.username collate "C")
     from followers f join staff w on w.id = f.staff_id where f.ticket_id = t.id) as followers,
    concat_ws(' ', (select 'service ' || v.name from services v where v.id = t.service_id),
      (select 'domain ' || v.name from domains v where v.id = t.domain_id)) as about,
    ${seconds('t.created_at')} as created, ${seconds('t.last_reply_at')} as last_reply,
    ${seconds('t.closed_at')} as closed, t.prevent_client_closure::text as closure,
    (select h.number from tickets h where h.id = t.merged_into_id) as merged_into,
    (select string_agg(lower(email), ' ' order by lower(email) collate "C") from recipients e
     where e.ticket_id = t.id and e.kind = 'cc') as copies,
    (select string_agg(distinct lower(g.name), e'\\n' order by lower(g.name)) from ticket_tags tt join tags g on g.id = tt.tag_id
     where tt.ticket_id = t.id) as tags,
    v.digest as fields, m.digest as messages, n.digest as notes, f.digest as files
  from {stage}.compared r join tickets t on t.id = r.id
    join departments d on d.id = t.department_id join statuses st on st.id = t.status_id join priorities p on p.id = t.priority_id
    left join staff o on o.id = t.opened_by_staff_id
    ${HERE_PEOPLE}
    left join (
      select v.ticket_id, ${all(
        digest(
          'f.name',
          `case jsonb_typeof(v.value) when 'boolean' then '1' when 'number' then (
             select o.name from custom_field_options o where o.id = (v.value #>> '{}')::int) else v.value #>> '{}' end`,
        ),
      )} as digest
      from custom_field_values v join custom_fields f on f.id = v.field_id join {stage}.compared r on r.id = v.ticket_id
      group by v.ticket_id) v on v.ticket_id = t.id
    left join (
      select t.ticket_id, ${all(
        digest(
          't.is_first::text',
          `case when t.author_kind = 'staff' then 'staff ' || ${staffHere} else ${writer(
            'co.email',
            'u.email',
            'c.email',
            `(t.author_name || ' ' || t.author_email)`,
          )} end`,
          seconds('t.created_at'),
          ifKnown('format', 't.format'),
          't.body',
          '(select stars from message_ratings x where x.message_id = t.id)::text',
          ifKnown('mail_id', 't.mail_id'),
        ),
      )} as digest
      from messages t join {stage}.compared r on r.id = t.ticket_id left join staff s on s.id = t.staff_id ${HERE_PEOPLE}
      where not t.is_draft group by t.ticket_id) m on m.ticket_id = t.id
    left join (
      select t.ticket_id, ${all(digest(`coalesce(nullif(t.author_name, ''), ${nameOf.staff('s')})`, seconds('t.created_at'), 't.format', 't.body'))} as digest
      from notes t join {stage}.compared r on r.id = t.ticket_id left join staff s on s.id = t.staff_id
      group by t.ticket_id) n on n.ticket_id = t.id
    left join (
      select a.ticket_id, ${all(digest('(a.note_id is null)::text', 'a.position::text', 'a.filename', '(a.removed_at is not null)::text'))} as digest
      from (
        select m.ticket_id, a.* from attachments a join messages m on m.id = a.message_id join {stage}.compared r on r.id = m.ticket_id
        union all
        select n.ticket_id, a.* from attachments a join notes n on n.id = a.note_id join {stage}.compared r on r.id = n.ticket_id) a
      group by a.ticket_id) f on f.ticket_id = t.id`;

/** The parts that are compared. */
export const PARTS: readonly string[] = [
  ...['number', 'access_code', 'subject', 'department', 'status', 'priority', 'requester', 'opened_by', 'assignee'],
  ...['followers', 'about', 'created', 'last_reply', 'closed', 'closure', 'merged_into', 'copies', 'tags', 'fields'],
  ...['messages', 'notes', 'files'],
];

/** Parts of which a source may know nothing. Then there is nothing to compare. */
export const UNKNOWN_PARTS = new Set(['closed', 'closure', 'opened_by', 'followers', 'copies', 'tags', 'fields']);
