import { alreadyHere, flag, lineOf, oneLine } from './people-words';

const isFirst = `not exists (select from {stage.clientGroup} o where lower(btrim(o.name)) = lower(btrim(s.name)) and o.seq < s.seq)`;

const isHere = `exists (select from client_groups t where lower(t.name) = lower(btrim(s.name)))`;

const isColor = `s.color ~* '^#([0-9a-f]{3}){1,2}$'`;

const isDiscount = 's.discount_percent between 0 and 100';

const FIRST = `(select {id.clientGroup:o.source_id} from {stage.clientGroup} o
    where lower(btrim(o.name)) = lower(btrim(s.name)) order by o.seq limit 1)`;

export const CLIENT_GROUPS = {
  columns: ['name', 'color', 'discount_percent', 'suspend_exempt', 'separate_invoices'],

  select: `select s.source_id, {wanted:s.source_id} as wanted_id, btrim(${oneLine('name')}) as name,
      case when not coalesce(${isColor}, false) then '#ffffff' when length(s.color) = 4
        then regexp_replace(lower(s.color), '([0-9a-f])', '\\1\\1', 'g') else lower(s.color) end as color,
      case when ${isDiscount} then s.discount_percent else 0 end as discount_percent,
      ${flag('suspend_exempt')} as suspend_exempt, ${flag('separate_invoices')} as separate_invoices
    from {stage.clientGroup} s where btrim(s.name) <> '' and ${isFirst}`,

  matches: `select s.source_id, t.id as target_id
    from {stage.clientGroup} s join client_groups t on lower(t.name) = lower(btrim(s.name))
    union all select s.source_id, ${FIRST} from {stage.clientGroup} s where not ${isFirst} and ${FIRST} is not null`,

  lines: [
    lineOf({
      ...{ line: 'stays', kind: 'clientGroup', title: `''`, reason: 'no name' },
      ...{ where: `coalesce(btrim(s.name), '') = ''`, text: `'It has no name. Its clients have no group here.'` },
    }),
    alreadyHere(
      ...(['clientGroup', `coalesce(s.name, '')`, isHere] as const),
      'This desk has a client group of that name already, which stays as it is.',
      isFirst,
    ),
    lineOf({
      ...{ line: 'differs', kind: 'clientGroup', title: 's.name', reason: 'name twice' },
      text: `'The old desk has another group of that name. Here both are one, with the colour and the discount of the first.'`,
      where: `btrim(s.name) <> '' and not ${isFirst}`,
    }),
    lineOf({
      ...{ line: 'differs', kind: 'clientGroup', title: 's.name', reason: 'not a colour' },
      text: `'Its colour is ' || left(s.color, 100) || ', which is not one such as #ff8800. It is white here.'`,
      where: `s.color <> '' and not ${isColor}`,
    }),
    lineOf({
      ...{ line: 'differs', kind: 'clientGroup', title: 's.name', reason: 'not a discount' },
      text: `'Its discount of ' || s.discount_percent || ' percent is not from 0 to 100. It has none here.'`,
      where: `not ${isDiscount}`,
    }),
  ],
};
