import { oneLineSql } from './shared';

export const PREDEFINED_CATEGORIES = {
  columns: ['name', 'sort_order'],

  prepare: [
    // Categories that lie in each other, or in none that there is, lie at the top.
    `create table if not exists {stage}.lost_parents (source_id text primary key)`,
    `with recursive placed as (
       select source_id from {stage.predefinedCategory} where parent_id is null
       union select c.source_id from {stage.predefinedCategory} c join placed p on p.source_id = c.parent_id)
     insert into {stage}.lost_parents (source_id)
     select source_id from {stage.predefinedCategory} where source_id not in (select source_id from placed)
     on conflict do nothing`,
  ],

  select: `select s.source_id, {wanted:s.source_id} as wanted_id,
      coalesce(nullif(${oneLineSql('s.name')}, ''), 'Category ' || s.source_id) as name,
      coalesce(s.sort_order, 0) as sort_order
    from {stage.predefinedCategory} s where true`,

  finish: [
    `update predefined_reply_categories d set parent_id = o.parent_id
     from (select {id.predefinedCategory:s.source_id} as id, {id.predefinedCategory:s.parent_id} as parent_id
           from {stage.predefinedCategory} s where s.parent_id is not null
             and not exists (select from {stage}.lost_parents l where l.source_id = s.source_id)) o
     where d.id = o.id and d.parent_id is null and o.parent_id is not null`,
  ],

  lines: [
    `select 'differs' as line, s.source_id, s.name as title, 'category without a place' as reason, 1 as count,
       'The category lies in one that is gone, or in itself, so it lies at the top here.' as text
     from {stage.predefinedCategory} s join {stage}.lost_parents l on l.source_id = s.source_id`,
  ],
};

const NAME = `coalesce(nullif(${oneLineSql('s.name')}, ''), 'Reply ' || s.source_id)`;
const CATEGORY = '{id.predefinedCategory:s.category_id}';

export const PREDEFINED_REPLIES = {
  columns: ['name', 'body', 'category_id', 'sort_order'],

  select: `select s.source_id, {wanted:s.source_id} as wanted_id, ${NAME} as name, coalesce(s.body, '') as body,
      ${CATEGORY} as category_id, coalesce(s.sort_order, 0) as sort_order
    from {stage.predefinedReply} s where true`,

  // The API doesn't tell their ids. So one that a dump had comes under another id from there.
  matches: `select s.source_id, t.id as target_id from {stage.predefinedReply} s
    join predefined_replies t on t.name = ${NAME} and t.body = coalesce(s.body, '')
      and t.category_id is not distinct from ${CATEGORY}`,

  lines: [
    `select 'differs' as line, s.source_id, s.name as title, 'category is gone' as reason, 1 as count,
       'The category ' || s.category_id || ' of the predefined reply is gone, so it has none here.' as text
     from {stage.predefinedReply} s
     where s.category_id is not null
       and not exists (select from {stage.predefinedCategory} c where c.source_id = s.category_id)`,
  ],
};
