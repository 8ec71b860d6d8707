import { MADE, nameId } from './shared';

/** SQL for the source id of a ticket's priority. */
export const priorityId = (priority: string): string => nameId(priority, 'medium');

const PRIORITY = `select s.source_id, null::int as wanted_id, coalesce(nullif(btrim(s.name), ''), s.source_id) as name,
    coalesce(s.sort_order, 0) as sort_order
  from {stage.priority} s where true`;

export const PRIORITIES = {
  columns: ['name', 'sort_order'],

  prepare: [
    MADE,
    `with named as (
       select ${priorityId('t.priority_id')} as id, min(btrim(t.priority_id)) as name, count(*) as tickets
       from {stage.ticket} t group by 1),
     made as (
       insert into {stage.priority} (source_id, name, sort_order)
       select id, case when name = lower(name) then initcap(name) else coalesce(nullif(name, ''), 'Medium') end, 0
       from named where not exists (select from {stage.priority} s where s.source_id = named.id)
       returning source_id)
     insert into {stage}.made (kind, source_id, tickets)
     select 'priority', id, tickets from named where id in (select source_id from made)`,
  ],

  select: PRIORITY,

  matches: `select s.source_id, d.id as target_id from (${PRIORITY}) s join priorities d on lower(d.name) = lower(s.name)`,

  lines: [
    `select 'differs' as line, s.source_id, s.name as title, 'unknown priority' as reason, m.tickets as count,
       'The old desk does not know the priority ' || s.name || ' of its own tickets. It is a priority here.' as text
     from {stage}.made m join (${PRIORITY}) s on s.source_id = m.source_id
     where m.kind = 'priority' and not exists (select from priorities d where lower(d.name) = lower(s.name)
       and not exists (select from import_records r where r.kind = 'priority' and r.target_id = d.id and r.way = 'inserted'))`,
  ],
};
