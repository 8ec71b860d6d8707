import { alreadyHere, BEGAN, email, flag, lineOf, oneLine, passwordHash, text, withoutDate } from './people-words';

const isFirst = `not exists (select from {stage.staff} o where lower(btrim(o.username)) = lower(btrim(s.username)) and o.seq < s.seq)`;

const TITLE = `coalesce(s.username, '')`;

const isHere = `exists (select from staff t where lower(t.username) = lower(btrim(s.username)))`;

export const STAFF = {
  columns: [
    ...['username', 'first_name', 'last_name', 'email', 'password_hash', 'disabled', 'signature', 'notes'],
    ...['language', 'created_at'],
  ],

  select: `select s.source_id, {wanted:s.source_id} as wanted_id, btrim(${oneLine('username')}) as username,
      ${oneLine('first_name')} as first_name, ${oneLine('last_name')} as last_name, ${email} as email,
      ${passwordHash('|[0-9A-Fa-f]{32}')} as password_hash, ${flag('disabled')} as disabled, ${text('signature')} as signature,
      ${text('notes')} as notes, ${oneLine('language')} as language, coalesce(s.created_at, ${BEGAN}) as created_at
    from {stage.staff} s where btrim(s.username) <> '' and ${isFirst}`,

  matches: `select s.source_id, coalesce(
        (select t.id from staff t where lower(t.username) = lower(btrim(s.username))),
        (select {id.staff:o.source_id} from {stage.staff} o
         where lower(btrim(o.username)) = lower(btrim(s.username)) order by o.seq limit 1)) as target_id
    from {stage.staff} s
    where ${isHere} or (not ${isFirst} and (select {id.staff:o.source_id} from {stage.staff} o
      where lower(btrim(o.username)) = lower(btrim(s.username)) order by o.seq limit 1) is not null)`,

  children: [
    {
      table: 'staff_departments',
      owner: 'staff_id',
      columns: ['department_id'],
      select: `select s.source_id, d.department_id
        from {stage.staff} s cross join lateral (
          select distinct {id.department:of_staff.id} as department_id from unnest(s.department_ids) as of_staff (id)) d
        where d.department_id is not null`,
    },
  ],

  lines: [
    lineOf({
      ...{ line: 'stays', kind: 'staff', title: TITLE, reason: 'no user name' },
      ...{
        where: `coalesce(btrim(s.username), '') = ''`,
        text: `'It has no user name, so nobody could sign in with it.'`,
      },
    }),
    alreadyHere(
      ...(['staff', TITLE, isHere] as const),
      'This desk has an administrator of that user name already, who stays as they are. What they did in the old desk is theirs here.',
      isFirst,
    ),
    lineOf({
      ...{ line: 'differs', kind: 'staff', title: TITLE, reason: 'no rights yet' },
      text: `case when coalesce(s.role_name, '') = '' then 'They had no named role there.' else 'They had the role ' || s.role_name || ' there.' end
        || ' A role of the old desk gives no rights here: UpdateAdmin gives them a role, and lets them call the API.'`,
      where: `btrim(s.username) <> '' and ${isFirst}
        and coalesce({way.staff:s.source_id}, case when ${isHere} then 'linked' else '' end) <> 'linked'`,
    }),
    lineOf({
      ...{ line: 'differs', kind: 'staff', title: TITLE, reason: 'user name twice' },
      text: `'The old desk has another administrator of that user name. Here both are one, with the password of the first.'`,
      where: `btrim(s.username) <> '' and not ${isFirst}`,
    }),
    lineOf({
      ...{ line: 'differs', kind: 'staff', title: TITLE, reason: 'all departments' },
      text: `'They belong to no department there. Here that means all departments, as soon as they have a role.'`,
      where: `coalesce(cardinality(s.department_ids), 0) = 0 and btrim(s.username) <> '' and ${isFirst} and not ${isHere}`,
    }),
    lineOf({
      ...{ line: 'differs', kind: 'staff', title: TITLE, reason: 'unknown password format' },
      text: `'The password is stored in a way that this desk does not know. UpdateAdmin sets a new one.'`,
      where: `s.password_hash <> '' and (${passwordHash('|[0-9A-Fa-f]{32}')}) is null`,
    }),
    ...withoutDate('staff', TITLE),
  ],
};
