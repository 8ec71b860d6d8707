import { alreadyHere, BEGAN, lineOf, oneLine, withoutDate } from './people-words';

const IDENTIFIER = `btrim(${oneLine('identifier')})`;

const isFirst = `not exists (select from {stage.credential} o where btrim(o.identifier) = btrim(s.identifier) and o.seq < s.seq)`;

const isHere = `exists (select from credentials t where t.identifier = ${IDENTIFIER})`;

const FIRST = `(select {id.credential:o.source_id} from {stage.credential} o
    where btrim(o.identifier) = btrim(s.identifier) order by o.seq limit 1)`;

/** An identifier is no secret, but it is half of one: people know a credential by its description. */
const TITLE = `coalesce(nullif(s.description, ''), left(s.identifier, 8) || '...', '')`;

export const CREDENTIALS = {
  columns: ['identifier', 'description', 'staff_id', 'created_at'],

  select: `select s.source_id, {wanted:s.source_id} as wanted_id, ${IDENTIFIER} as identifier,
      ${oneLine('description')} as description, {id.staff:s.staff_id} as staff_id,
      coalesce(s.created_at, ${BEGAN}) as created_at
    from {stage.credential} s where btrim(s.identifier) <> '' and ${isFirst}`,

  matches: `select s.source_id, t.id as target_id from {stage.credential} s join credentials t on t.identifier = ${IDENTIFIER}
    union all select s.source_id, ${FIRST} from {stage.credential} s where not ${isFirst} and ${FIRST} is not null`,

  lines: [
    lineOf({
      ...{ line: 'stays', kind: 'credential', title: TITLE, reason: 'no identifier' },
      ...{ text: `'It has no identifier.'`, where: `coalesce(btrim(s.identifier), '') = ''` },
    }),
    alreadyHere(
      ...(['credential', TITLE, isHere] as const),
      'This desk has a credential of that identifier already, which stays as it is.',
      isFirst,
    ),
    lineOf({
      ...{ line: 'differs', kind: 'credential', title: TITLE, reason: 'no secret yet' },
      text: `'Secrets cannot be carried, and roles of the old desk give no rights here. Calls with it are refused until '
        || 'RotateCredentialSecret gives it a secret and UpdateCredential a role.'`,
      where: `btrim(s.identifier) <> '' and ${isFirst}
        and coalesce({way.credential:s.source_id}, case when ${isHere} then 'linked' else '' end) <> 'linked'`,
    }),
    lineOf({
      ...{ line: 'note', kind: 'credential', title: TITLE, reason: 'identifier twice' },
      text: `'The old desk has another credential of that identifier. Here they are one.'`,
      where: `btrim(s.identifier) <> '' and not ${isFirst}`,
    }),
    ...withoutDate('credential', TITLE),
  ],
};
