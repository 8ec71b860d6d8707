import { isLost } from './shared';
import { COPIES, IS_CODE, NUMBER } from './tickets';

/** A line for each ticket `s` that meets a condition. */
const line = (kind: 'differs' | 'stays' | 'note', reason: string, text: string, from: string): string => `
  select '${kind}' as line, s.source_id, ${NUMBER} as title, '${reason}' as reason, 1 as count, ${text} as text
  from {stage.ticket} s ${from}`;

/** A line for each ticket that refers to something that is gone. */
const lost = (kind: string, column: string, text: string): string =>
  line('differs', `${kind} is gone`, text, `where ${isLost(kind, `s.${column}`)}`);

const OWN = `{id.ticket:s.source_id}`;
const NUMBER_HERE = `coalesce('The ticket has the number ' || (select o.number from tickets o where o.id = ${OWN}) || ' here',
  'The ticket gets another number here')`;

export const TICKET_LINES = [
  lost(
    'client',
    'client_id',
    `'The client ' || s.client_id || ' of the ticket was deleted, so it is a guest''s ticket here, with the name and address that it has.'`,
  ),
  lost('user', 'user_id', `'The user ' || s.user_id || ' who opened the ticket is gone, so it is the client''s.'`),
  lost(
    'contact',
    'contact_id',
    `'The contact ' || s.contact_id || ' who opened the ticket is gone, so it is the client''s.'`,
  ),
  lost(
    'service',
    'service_id',
    `'The service ' || s.service_id || ' that the ticket is about is gone, so it is about none here.'`,
  ),
  lost(
    'domain',
    'domain_id',
    `'The domain ' || s.domain_id || ' that the ticket is about is gone, so it is about none here.'`,
  ),
  line(
    'differs',
    'assignee is gone',
    `'The ticket is assigned to the member of staff ' || s.assignee_id || ', who is gone, so it is assigned to nobody here.'`,
    `where ${isLost('staff', 's.assignee_id')}`,
  ),
  line(
    'differs',
    'follower is gone',
    `'Members of staff who follow the ticket are gone: ' || f.ids || '.'`,
    `cross join lateral (select string_agg(id, ', ') as ids from unnest(s.follower_ids) id where ${isLost('staff', 'id')}) f
     where f.ids is not null`,
  ),
  line(
    'differs',
    'opener is gone',
    `'The member of staff who opened the ticket is gone: ' || coalesce(nullif(btrim(s.opened_by_staff_name), ''), s.opened_by_staff_id) || '. The name stays.'`,
    `where ${isLost('staff', 's.opened_by_staff_id')} or (s.opened_by_staff_id is null and btrim(s.opened_by_staff_name) <> ''
       and not exists (select from {stage}.staff_names n where n.name = lower(btrim(s.opened_by_staff_name))))`,
  ),
  line(
    'differs',
    'about a service and a domain',
    `'The ticket is about a service and a domain. Here it is about the service only.'`,
    'where s.service_id is not null and s.domain_id is not null',
  ),
  line(
    'differs',
    'number taken',
    `'Another ticket of this desk has the number ' || ${NUMBER} || '. ' || ${NUMBER_HERE}
       || ', and old links and subjects with the old one lead to the other.'`,
    `where not exists (select from {stage}.odd_numbers o where o.source_id = s.source_id)
       and exists (select from tickets t where t.number = ${NUMBER} and t.id is distinct from ${OWN})`,
  ),
  line(
    'differs',
    'unusable number',
    `case o.problem when 'missing' then 'The ticket has no number. '
       when 'long' then 'The number of the ticket is longer than numbers may be here. '
       else 'An older ticket of the old desk has the same number. ' end || ${NUMBER_HERE} || '.'`,
    'join {stage}.odd_numbers o on o.source_id = s.source_id',
  ),
  line(
    'differs',
    'unusable access code',
    `'The ticket has an access code that can be guessed or fits no link, so it has another here. Links to it without signing in must be sent again.'`,
    `where s.access_code <> '' and not ${IS_CODE}`,
  ),
  // Some programs have none at all, so all of their tickets are one line.
  `select 'differs' as line, '' as source_id, '' as title, 'no access code' as reason, count(*)::int as count,
     'These tickets have no access code, so each has a new one here. Links to them without signing in must be sent again.' as text
   from {stage.ticket} s where coalesce(s.access_code, '') = '' having count(*) > 0`,
  line(
    'differs',
    'no subject',
    `'The ticket has no subject. Here it is called (no subject).'`,
    `where btrim(coalesce(s.subject, ''), e' \\t\\r\\n') = ''`,
  ),
  line(
    'differs',
    'very long subject',
    `'The subject has ' || length(s.subject) || ' characters. Here it ends after 20000.'`,
    'where length(s.subject) > 20000',
  ),
  line(
    'differs',
    'date unknown',
    `'The old desk does not know some dates of the ticket: ' || u.what || '. They are taken from its messages.'`,
    `join (select source_id, string_agg(what, ', ' order by what) as what from {stage}.undated
           where kind = 'ticket' group by source_id) u on u.source_id = s.source_id`,
  ),
  `select 'note' as line, '' as source_id, '' as title, 'closing date unknown' as reason, count(*)::int as count,
     'The old desk does not know when some closed tickets were closed. Here it is the date of their last reply.' as text
   from {stage.ticket} s join {stage.status} st on st.source_id = lower(btrim(s.status_id))
   where st.is_closed and s.closed_at is null having count(*) > 0`,
  line(
    'differs',
    'copies to no address',
    `'Copies of the ticket''s mail go to fewer addresses here, because some are none or are there twice: '
       || array_to_string(s.cc, ', ') || '.'`,
    `where cardinality(s.cc) <> (select count(*) from (${COPIES}) c)`,
  ),
];
