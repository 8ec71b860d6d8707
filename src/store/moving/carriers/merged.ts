/**
 * Statements that let what belongs to merged tickets belong to the ticket that has their conversation now, in the stage. A
 * ticket that was merged twice, or into a merged one, leads to the last of them.
 *
 * An old desk may have copied the opening message of a merged ticket into the other one, as a reply. Then that is the one to
 * carry, unless an earlier run carried the opening message itself: nobody wants to read it twice.
 */
export const MERGED: readonly string[] = [
  'create table if not exists {stage}.lost_merges (source_id text primary key, master text, problem text not null)',
  `with recursive chain as (
     select source_id, merged_into_id as at, 1 as depth from {stage.ticket} where merged_into_id is not null
     union all
     select c.source_id, t.merged_into_id, depth + 1 from chain c join {stage.ticket} t on t.source_id = c.at
     where t.merged_into_id is not null and depth < 100),
   ends as (
     select c.source_id, c.at, t.source_id is null and {id.ticket:c.at} is null as is_gone
     from chain c left join {stage.ticket} t on t.source_id = c.at where t.merged_into_id is null),
   judged as (
     select s.source_id, s.merged_into_id as master, e.at as holder,
       case when e.at is null then 'circle' when e.is_gone then 'gone' end as problem
     from {stage.ticket} s left join ends e on e.source_id = s.source_id where s.merged_into_id is not null),
   noted as (
     insert into {stage}.lost_merges (source_id, master, problem)
     select source_id, master, problem from judged where problem is not null on conflict do nothing)
   update {stage.ticket} s set merged_into_id = case when problem is null then holder end
   from judged j where j.source_id = s.source_id and (problem is not null or holder <> master)`,

  `create table if not exists {stage}.merged_openings (
     ticket_id text primary key, message_id text not null, dropped_id text)`,
  `insert into {stage}.merged_openings (ticket_id, message_id, dropped_id)
   select s.source_id, case when o.is_kept then o.source_id else coalesce(c.source_id, o.source_id) end,
     case when o.is_kept then c.source_id when c.source_id is not null then o.source_id end
   from {stage.ticket} s
     cross join lateral (
       select source_id, body, created_at, {id.message:m.source_id} is not null as is_carried from {stage.message} m
       where m.ticket_id = s.source_id and m.is_first order by m.created_at, m.source_id limit 1) opening
     left join lateral (
       select m.source_id, {id.message:m.source_id} is not null as is_carried from {stage.message} m
       where m.ticket_id in (s.merged_into_id, s.source_id) and m.is_first is not true
         and m.body = opening.body and (m.created_at = opening.created_at or (
           -- Without a date, each has got that of its neighbours.
           select count(*) from {stage}.undated u
           where u.kind = 'message' and u.source_id in (m.source_id, opening.source_id)) = 2) limit 1) c on true
     cross join lateral (select opening.source_id, opening.is_carried and not coalesce(c.is_carried, false) as is_kept) o
   where s.merged_into_id is not null on conflict do nothing`,
  `update {stage.attachment} a set message_id = o.message_id from {stage}.merged_openings o
   where a.message_id = o.dropped_id
     and not exists (select from {stage.attachment} k where k.message_id = o.message_id and k.filename = a.filename)`,
  `delete from {stage.attachment} a using {stage}.merged_openings o where a.message_id = o.dropped_id`,
  `delete from {stage.message} m using {stage}.merged_openings o where m.source_id = o.dropped_id`,

  `update {stage.message} m set ticket_id = s.merged_into_id, is_first = false from {stage.ticket} s
   where s.source_id = m.ticket_id and s.merged_into_id is not null`,
  `update {stage.note} n set ticket_id = s.merged_into_id from {stage.ticket} s
   where s.source_id = n.ticket_id and s.merged_into_id is not null`,
  `update {stage.attachment} a set ticket_id = s.merged_into_id from {stage.ticket} s
   where s.source_id = a.ticket_id and s.merged_into_id is not null`,
];

/**
 * Lets merged tickets lead to the others. A ticket that was merged here keeps no messages, so one that has some was unmerged
 * here since, and stays so.
 */
export const MERGE = `
  update tickets t set merged_into_id = coalesce(h.merged_into_id, h.id),
    first_message_id = coalesce(x.message_id, t.first_message_id)
  from (select {id.ticket:s.source_id} as id, {id.ticket:s.merged_into_id} as holder_id,
          {id.message:o.message_id} as message_id
        from {stage.ticket} s left join {stage}.merged_openings o on o.ticket_id = s.source_id
        where s.merged_into_id is not null) x
    join tickets h on h.id = x.holder_id
  where t.id = x.id and t.merged_into_id is null and t.id <> coalesce(h.merged_into_id, h.id)
    and not exists (select from messages m where m.ticket_id = t.id)`;

/** What there is to say of merged tickets, by their ids. */
export const MERGE_LINES: readonly string[] = [
  `select 'differs' as line, l.source_id, s.number as title, 'merged into nothing' as reason, 1 as count,
     case l.problem when 'gone' then 'The ticket was merged into the ticket ' || l.master || ', which is gone'
       else 'The ticket was merged into itself, or in a circle' end || ', so it is a ticket of its own here.' as text
   from {stage}.lost_merges l join {stage.ticket} s on s.source_id = l.source_id`,

  `select 'note' as line, o.ticket_id as source_id, s.number as title, 'opening message is there already' as reason, 1 as count,
     'The ticket was merged, and its opening message is a reply of the other ticket already, so it is there once.' as text
   from {stage}.merged_openings o join {stage.ticket} s on s.source_id = o.ticket_id where o.dropped_id is not null`,
];
