import { alreadyHere, BEGAN, lineOf } from './people-words';

const KINDS = `('sender', 'subject', 'phrase')`;

/** Senders are compared without spaces around them: see tickets/spam.ts. */
const pattern = (alias: string): string =>
  `case ${alias}.filter_kind when 'sender' then btrim(${alias}.pattern) else ${alias}.pattern end`;

const isUsable = `s.filter_kind in ${KINDS} and btrim(s.pattern) <> ''`;

const isFirst = `not exists (select from {stage.spamFilter} o
    where o.filter_kind = s.filter_kind and lower(${pattern('o')}) = lower(${pattern('s')}) and o.seq < s.seq)`;

const isHere = `exists (select from spam_filters t where t.kind = s.filter_kind and lower(t.pattern) = lower(${pattern('s')}))`;

const FIRST = `(select {id.spamFilter:o.source_id} from {stage.spamFilter} o
    where o.filter_kind = s.filter_kind and lower(${pattern('o')}) = lower(${pattern('s')}) order by o.seq limit 1)`;

const TITLE = `left(coalesce(s.pattern, ''), 100)`;

export const SPAM_FILTERS = {
  columns: ['kind', 'pattern', 'created_at'],

  prepare: [
    `create index if not exists spam_filter_pattern on {stage.spamFilter} (filter_kind, lower(${pattern('spam_filter')}))`,
  ],

  select: `select s.source_id, {wanted:s.source_id} as wanted_id, s.filter_kind as kind, ${pattern('s')} as pattern,
      ${BEGAN} as created_at
    from {stage.spamFilter} s where ${isUsable} and ${isFirst}`,

  matches: `select s.source_id, t.id as target_id from {stage.spamFilter} s
      join spam_filters t on t.kind = s.filter_kind and lower(t.pattern) = lower(${pattern('s')})
    union all select s.source_id, ${FIRST} from {stage.spamFilter} s where not ${isFirst} and ${FIRST} is not null`,

  lines: [
    lineOf({
      ...{ line: 'stays', kind: 'spamFilter', title: TITLE, reason: 'no filter of this desk' },
      text: `'It filters nothing that this desk filters: senders, subjects and phrases.'`,
      where: `not coalesce(${isUsable}, false)`,
    }),
    alreadyHere(
      ...(['spamFilter', TITLE, `${isUsable} and ${isHere}`] as const),
      'This desk has the same spam filter already.',
      isFirst,
    ),
    lineOf({
      ...{ line: 'note', kind: 'spamFilter', title: TITLE, reason: 'filter twice' },
      ...{
        text: `'The old desk has the same filter more than once. Here it is one.'`,
        where: `${isUsable} and not ${isFirst}`,
      },
    }),
    lineOf({
      ...{ line: 'differs', kind: 'spamFilter', title: TITLE, reason: 'matches nobody' },
      text: `'Here a sender is an e-mail address, or @ and a domain. This one matches nobody.'`,
      where: `s.filter_kind = 'sender' and btrim(s.pattern) <> '' and btrim(s.pattern) !~ '^[^@[:space:]]*@[^@[:space:].]+([.][^@[:space:].]+)+$'`,
    }),
  ],
};
