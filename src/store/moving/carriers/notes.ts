import { STAFF_ID, STAFF_NAME } from './messages';
import { isLost, noteLost } from './shared';

/** A line for each note `s` that meets a condition. */
const line = (kind: 'differs' | 'stays', reason: string, text: string, from: string): string => `
  select '${kind}' as line, s.source_id, coalesce(t.number, '') as title, '${reason}' as reason, 1 as count, ${text} as text
  from {stage.note} s left join {stage.ticket} t on t.source_id = s.ticket_id ${from}`;

export const NOTES = {
  columns: ['ticket_id', 'staff_id', 'author_name', 'format', 'body', 'created_at'],

  prepare: [
    `with dates as (
       select n.source_id, coalesce(
         (select max(o.created_at) from {stage.note} o where o.ticket_id = n.ticket_id
           and (length(o.source_id), o.source_id) < (length(n.source_id), n.source_id)),
         t.created_at, '2000-01-01 00:00:00+00') as created_at
       from {stage.note} n left join {stage.ticket} t on t.source_id = n.ticket_id where n.created_at is null),
     noted as (
       insert into {stage}.undated (kind, source_id, what) select 'note', source_id, 'created' from dates on conflict do nothing)
     update {stage.note} n set created_at = d.created_at from dates d where d.source_id = n.source_id`,
    ...noteLost('note', { ticket_id: 'ticket', staff_id: 'staff' }),
  ],

  select: `
    select s.source_id, {wanted:s.source_id} as wanted_id, i.ticket_id, ${STAFF_ID} as staff_id,
      coalesce(${STAFF_NAME}, '') as author_name,
      case when s.format in ('plain', 'markdown', 'html') then s.format else 'plain' end as format,
      coalesce(s.body, '') as body, s.created_at
    from {stage.note} s cross join lateral (select {id.ticket:s.ticket_id} as ticket_id) i
    where i.ticket_id is not null`,

  lines: [
    line(
      'stays',
      'ticket is gone',
      `'The note belongs to the ticket ' || coalesce(s.ticket_id, '(none)') || ', which is gone.'`,
      `where s.ticket_id is null or ${isLost('ticket', 's.ticket_id')}`,
    ),
    line(
      'differs',
      'author is gone',
      `'The note was written by the member of staff ' || s.staff_id || ', who is gone. Only the name stays.'`,
      `where ${isLost('staff', 's.staff_id')}`,
    ),
    line(
      'differs',
      'date unknown',
      `'The note has no date. It is the one of the note before it here.'`,
      `join {stage}.undated u on u.kind = 'note' and u.source_id = s.source_id`,
    ),
  ],
};
