import { MADE, nameId } from './shared';

/** SQL for the source id of a ticket's status. */
export const statusId = (status: string): string => nameId(status, 'unknown');

/** Words in the title of a status that nobody described, and whose tickets are done. */
const DONE = '(clos|solved|resolved|done|spam|delet|merged|cancel|archiv)';

/** The colour of statuses that have none there. */
const GREY = '#888888';

const COLOR = `case when lower(s.color) ~ '^#[0-9a-f]{6}$' then lower(s.color)
    when lower(s.color) ~ '^#[0-9a-f]{3}$' then regexp_replace(lower(s.color), '([0-9a-f])', '\\1\\1', 'g')
    else '${GREY}' end`;

/** API callers would take these titles for the result of a call, so no status may have one. */
const TITLE = `case when lower(btrim(s.title)) in ('error', 'success') then btrim(s.title) || ' (status)'
    else coalesce(nullif(btrim(s.title), ''), s.source_id) end`;

const STATUS = `select s.source_id, null::int as wanted_id, ${TITLE} as title, ${COLOR} as color,
    coalesce(s.is_active, true) as is_active, coalesce(s.is_awaiting_reply, false) as is_awaiting_reply,
    coalesce(s.is_closed, false) as is_closed, coalesce(s.auto_close, false) as auto_close,
    coalesce(s.sort_order, 0) as sort_order
  from {stage.status} s where true`;

export const STATUSES = {
  columns: ['title', 'color', 'is_active', 'is_awaiting_reply', 'is_closed', 'auto_close', 'sort_order'],

  prepare: [
    MADE,
    `with named as (
       select ${statusId('t.status_id')} as id, min(btrim(t.status_id)) as title, count(*) as tickets
       from {stage.ticket} t group by 1),
     made as (
       insert into {stage.status} (source_id, title, color, is_active, is_awaiting_reply, is_closed, auto_close, sort_order)
       select id, case when title = lower(title) then initcap(title) else coalesce(nullif(title, ''), 'Unknown') end, '${GREY}',
         id !~ '${DONE}', false, id ~ '${DONE}', false, 1000
       from named where not exists (select from {stage.status} s where s.source_id = named.id)
       returning source_id)
     insert into {stage}.made (kind, source_id, tickets)
     select 'status', id, tickets from named where id in (select source_id from made)`,
  ],

  select: STATUS,

  matches: `select s.source_id, d.id as target_id from (${STATUS}) s join statuses d on lower(d.title) = lower(s.title)`,

  lines: [
    `select 'differs' as line, s.source_id, s.title, 'unknown status' as reason, m.tickets as count,
       'The old desk does not describe the status ' || s.title || '. Its tickets keep it, and it counts as '
         || case when coalesce(d.is_closed, s.is_closed) then 'closed' when coalesce(d.is_active, s.is_active) then 'active'
                 else 'neither active nor closed' end || ' here.' as text
     from {stage}.made m join (${STATUS}) s on s.source_id = m.source_id left join statuses d on lower(d.title) = lower(s.title)
     where m.kind = 'status'`,

    `select 'differs' as line, s.source_id, s.title, 'own status' as reason, 1 as count,
       'This desk has a status ' || d.title || ' already, which stays as it is: ' || x.text || '.' as text
     from {stage.status} s join statuses d on lower(d.title) = lower(s.title)
       cross join lateral (select concat_ws(', ',
         case when d.color <> ${COLOR} and s.color <> '' then 'its colour is ' || d.color || ' and not ' || s.color end,
         case when d.is_active <> s.is_active then 'it counts as ' || case when d.is_active then '' else 'not ' end || 'active' end,
         case when d.is_awaiting_reply <> s.is_awaiting_reply
           then 'its tickets ' || case when d.is_awaiting_reply then '' else 'do not ' end || 'await a reply' end,
         case when d.is_closed <> s.is_closed then 'its tickets are ' || case when d.is_closed then 'closed' else 'open' end end,
         case when d.auto_close <> s.auto_close
           then 'its tickets are ' || case when d.auto_close then '' else 'not ' end || 'closed after a while' end) as text) x
     where x.text <> '' and not exists (select from {stage}.made m where m.kind = 'status' and m.source_id = s.source_id)
       and not exists (select from import_records r where r.kind = 'status' and r.target_id = d.id and r.way = 'inserted')`,
  ],
};
