import { MADE, oneLineSql } from './shared';

/** The source id of the department of records that name none. */
const NONE = 'none';

/** SQL for the source id of a record's department. */
export const departmentId = (department: string): string => `coalesce(nullif(btrim(${department}), ''), '${NONE}')`;

/** A department `d` of this desk that nobody has used yet. */
const UNUSED = `not exists (select from tickets o where o.department_id = d.id)
  and not exists (select from custom_fields o where o.department_id = d.id)
  and not exists (select from email_templates o where o.department_id = d.id)
  and not exists (select from mail_log o where o.department_id = d.id)
  and not exists (select from mailboxes o where o.department_id = d.id)
  and not exists (select from staff_departments o where o.department_id = d.id)
  and not exists (select from import_records r where r.kind = 'department' and r.target_id = d.id) and d.email = ''`;

const DEPARTMENT = `select s.source_id, {wanted:s.source_id} as wanted_id,
    coalesce(nullif(${oneLineSql('s.name')}, ''), 'Department ' || s.source_id) as name,
    coalesce(s.description, '') as description, ${oneLineSql('s.email')} as email,
    coalesce(s.clients_only, false) as clients_only, coalesce(s.replies_only, false) as replies_only,
    coalesce(s.hidden, false) as hidden, coalesce(s.prevent_client_closure, false) as prevent_client_closure,
    coalesce(s.sort_order, 0) as sort_order
  from {stage.department} s where true`;

export const DEPARTMENTS = {
  columns: [
    ...['name', 'description', 'email', 'clients_only', 'replies_only', 'hidden', 'prevent_client_closure'],
    'sort_order',
  ],

  prepare: [
    MADE,
    `with named as (
       select id, sum(tickets)::int as tickets from (
         select ${departmentId('t.department_id')} as id, count(*) as tickets from {stage.ticket} t group by 1
         union all select department_id, 0 from {stage.customField} where department_id is not null) referring group by id),
     made as (
       insert into {stage.department} (source_id, name, hidden, sort_order)
       select id, case id when '${NONE}' then 'Moved (without a department)' else 'Moved (deleted department ' || id || ')' end,
         true, 1000
       from named where not exists (select from {stage.department} s where s.source_id = named.id)
       returning source_id)
     insert into {stage}.made (kind, source_id, tickets)
     select 'department', id, tickets from named where id in (select source_id from made)`,
  ],

  select: DEPARTMENT,

  // By name, unless it is the first department of a new desk: that one becomes the one with the same id.
  matches: `select distinct on (s.source_id) s.source_id, d.id as target_id
    from (${DEPARTMENT}) s join departments d on lower(d.name) = lower(s.name)
    where not (${UNUSED}) order by s.source_id, d.id`,

  adopts: `select s.source_id, d.id as target_id from {stage.department} s join departments d on d.id::text = s.source_id
    where ${UNUSED}`,

  lines: [
    `select 'differs' as line, s.source_id, s.name as title, 'unknown department' as reason, greatest(m.tickets, 1) as count,
       case s.source_id when '${NONE}' then 'Some tickets have no department' else
         'The old desk has no department ' || s.source_id || ' any more' end
         || '. What refers to it is in the hidden department ' || s.name || ' here.' as text
     from {stage}.made m join (${DEPARTMENT}) s on s.source_id = m.source_id where m.kind = 'department'`,

    `select 'differs' as line, s.source_id, s.name as title, 'own department' as reason, 1 as count,
       'This desk has a department ' || d.name || ' already, with the id ' || d.id || '. It stays as it is, and gets the tickets.' as text
     from (${DEPARTMENT}) s join departments d on lower(d.name) = lower(s.name)
     where not (${UNUSED}) and not exists (select from import_records r
       where r.kind = 'department' and r.target_id = d.id and r.way <> 'linked')`,

    `select 'differs' as line, s.source_id, s.name as title, 'id taken' as reason, 1 as count,
       'Another department here has the id ' || s.source_id || ', so callers that name this one by its id must be told.' as text
     from (${DEPARTMENT}) s join departments d on d.id = s.wanted_id
     where not (${UNUSED}) and {id.department:s.source_id} is distinct from d.id
       and not exists (select from departments o where lower(o.name) = lower(s.name) and o.id = d.id)`,
  ],
};
