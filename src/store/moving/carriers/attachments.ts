import { isLost, noteLost } from './shared';

/** SQL for a safe name of a file: without folders, bars, which separate names in lists, and what does not print. */
const NAME = `coalesce(nullif(left(btrim(
  regexp_replace(replace(regexp_replace(coalesce(s.filename, ''), '^.*[/\\\\]', ''), '|', '_'), '[\\x01-\\x1f\\x7f]', '', 'g'),
  ' .'), 200), ''), 'file')`;

/** SQL for a name as WHMCS's lists have it: six digits, an underscore and the name. The old desk's own, if it is one. */
const STORED_NAME = `case when s.place ~ '^[0-9]{6}_[^/|\\\\]+$' then s.place
  else (100000 + abs(hashtext(s.source_id)::bigint) % 900000) || '_' || ${NAME} end`;

/** A line for each file `s` that meets a condition. */
const line = (kind: 'differs' | 'stays' | 'note', reason: string, text: string, from: string): string => `
  select '${kind}' as line, s.source_id, coalesce(t.number, '') as title, '${reason}' as reason, 1 as count, ${text} as text
  from {stage.attachment} s left join {stage.ticket} t on t.source_id = s.ticket_id ${from}`;

const IS_ORPHAN = `coalesce(s.message_id, s.note_id) is null
  or ${isLost('message', 's.message_id')} or ${isLost('note', 's.note_id')}`;

export const ATTACHMENTS = {
  // Neither its size nor whether it was removed: both come with its bytes.
  columns: ['message_id', 'note_id', 'position', 'filename', 'stored_name'],

  prepare: [
    // Files of one owner have places from 0 on, each its own.
    `update {stage.attachment} a set position = o.place from (
       select source_id, (row_number() over (
         partition by message_id, note_id order by position, length(source_id), source_id) - 1)::int as place
       from {stage.attachment}) o
     where o.source_id = a.source_id and a.position is distinct from o.place`,
    ...noteLost('attachment', { message_id: 'message', note_id: 'note' }),
  ],

  select: `
    select s.source_id, null::int as wanted_id, i.message_id, case when i.message_id is null then i.note_id end as note_id,
      s.position, ${NAME} as filename, ${STORED_NAME} as stored_name
    from {stage.attachment} s
      cross join lateral (select {id.message:s.message_id} as message_id, {id.note:s.note_id} as note_id) i
    where coalesce(i.message_id, i.note_id) is not null`,

  finish: [
    `update attachments a set removed_at = coalesce((select created_at from messages m where m.id = a.message_id),
       (select created_at from notes n where n.id = a.note_id))
     from (select {id.attachment:s.source_id} as id from {stage.attachment} s where s.is_removed) x
     where a.id = x.id and a.removed_at is null
       and not exists (select from attachment_contents c where c.attachment_id = a.id)`,
  ],

  lines: [
    line(
      'stays',
      'owner is gone',
      `'The file ' || coalesce(s.filename, '') || ' belongs to a message that is gone.'`,
      `where ${IS_ORPHAN}`,
    ),
    line(
      'note',
      'file pruned there',
      `'The old desk deleted the file ' || coalesce(s.filename, '') || ' itself and kept its name. So does this desk.'`,
      'where s.is_removed',
    ),
    line(
      'differs',
      'name of file',
      `'The file ' || coalesce(s.filename, '(without a name)') || ' is called ' || ${NAME} || ' here.'`,
      `where s.filename is distinct from ${NAME}`,
    ),
  ],
};
