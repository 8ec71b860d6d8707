import { BEGAN, flag, lineOf, oneLine, text, withoutDate } from './people-words';

export const ANNOUNCEMENTS = {
  columns: ['language', 'announced_at', 'title', 'body', 'published', 'created_at', 'updated_at'],

  select: `select s.source_id, {wanted:s.source_id} as wanted_id, ${oneLine('language')} as language,
      coalesce(s.announced_at, s.created_at, ${BEGAN}) as announced_at, ${oneLine('title')} as title, ${text('body')} as body,
      ${flag('published')} as published, coalesce(s.created_at, s.announced_at, ${BEGAN}) as created_at,
      coalesce(s.updated_at, s.created_at, s.announced_at, ${BEGAN}) as updated_at
    from {stage.announcement} s where true`,

  // A translation may come before what it translates.
  finish: [
    `update announcements t set parent_id = p.parent_id
     from (select {id.announcement:s.source_id} as id, {id.announcement:s.parent_id} as parent_id
           from {stage.announcement} s where {way.announcement:s.source_id} <> 'linked') p
     where t.id = p.id and t.parent_id is distinct from p.parent_id and p.parent_id is distinct from p.id`,
  ],

  lines: [
    lineOf({
      ...{ line: 'differs', kind: 'announcement', title: `coalesce(s.title, '')`, reason: 'translates nothing' },
      text: `'It translates an announcement that the old desk does not have. Here it stands alone.'`,
      where: `coalesce(s.parent_id, '') not in ('', '0')
        and not exists (select from {stage.announcement} p where p.source_id = s.parent_id)`,
    }),
    ...withoutDate('announcement', `coalesce(s.title, '')`, 'announced_at'),
  ],
};
