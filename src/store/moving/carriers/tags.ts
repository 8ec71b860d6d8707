/** SQL for the source id of a tag. */
export const tagId = (tag: string): string => `lower(btrim(${tag}))`;

const TAG = `select s.source_id, null::int as wanted_id, btrim(s.name) as name from {stage.tag} s where true`;

export const TAGS = {
  columns: ['name'],

  prepare: [
    `insert into {stage.tag} (source_id, name)
     select ${tagId('tag')}, min(btrim(tag)) from {stage.ticket} t cross join lateral unnest(t.tags) tag
     where ${tagId('tag')} <> '' and not exists (select from {stage.tag} s where s.source_id = ${tagId('tag')}) group by 1`,
  ],

  select: TAG,

  matches: `select s.source_id, d.id as target_id from (${TAG}) s join tags d on lower(d.name) = s.source_id`,
};
