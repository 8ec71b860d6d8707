import {
  alreadyHere,
  BEGAN,
  email,
  flag,
  lineOf,
  lineOfAll,
  name,
  oneLine,
  passwordHash,
  withoutDate,
  withoutRealAddress,
} from './people-words';

const TITLE = name();

const isHere = `exists (select from users t where lower(t.email) = lower(${email}))`;

/**
 * A user `t` who was looked up in the old desk and has not signed in here. The old desk tells no passwords then, so the user
 * has none yet.
 */
const isLookedUp = `lower(t.email) = lower(${email}) and t.password_hash is null and t.last_login_at is null
    and (t.id = {wanted:s.source_id} or s.source_id ~ '^client:' and exists (
      select from client_users cu
      where cu.user_id = t.id and cu.is_owner and cu.client_id = {wanted:substr(s.source_id, 8)}))`;

const isTwin = 'exists (select from {stage}.user_twins w where w.source_id = s.source_id)';

/** What a client or a contact says of the user who is made of it. */
const MADE = `s.first_name, s.last_name, s.email, s.password_hash`;

export const USERS = {
  columns: [
    ...['first_name', 'last_name', 'email', 'language', 'password_hash', 'email_verified', 'last_address'],
    ...['last_login_at', 'created_at'],
  ],

  prepare: [
    'create index if not exists client_user_client on {stage.clientUser} (client_id)',
    // Every client has a user who owns it. Old desks have the client's password instead.
    `with owned as (
       insert into {stage.clientUser} (source_id, client_id, user_id, is_owner, created_at)
       select s.source_id || ':client:' || s.source_id, s.source_id, 'client:' || s.source_id, true, s.created_at
       from {stage.client} s
       where btrim(s.email) <> '' and not exists (
         select from {stage.clientUser} cu join {stage.user} u on u.source_id = cu.user_id and btrim(u.email) <> ''
         where cu.client_id = s.source_id and cu.is_owner)
       on conflict do nothing returning client_id)
     insert into {stage.user} (source_id, first_name, last_name, email, password_hash, language, email_verified, last_address,
       last_login_at, created_at)
     select 'client:' || s.source_id, ${MADE}, s.language, s.email_verified, s.last_address, s.last_login_at, s.created_at
     from {stage.client} s join owned on owned.client_id = s.source_id
     on conflict do nothing`,
    // A contact with a password signs in to the client's account, as a user with the contact's permissions.
    `with made as (
       insert into {stage.user} (source_id, first_name, last_name, email, password_hash, created_at)
       select 'contact:' || s.source_id, ${MADE}, s.created_at from {stage.contact} s
       where btrim(s.email) <> '' and s.password_hash <> ''
       on conflict do nothing returning source_id)
     insert into {stage.clientUser} (source_id, client_id, user_id, is_owner, permissions, created_at)
     select s.client_id || ':contact:' || s.source_id, s.client_id, 'contact:' || s.source_id, false, s.permissions, s.created_at
     from {stage.contact} s join made on made.source_id = 'contact:' || s.source_id
     on conflict do nothing`,
    'create table if not exists {stage}.user_twins (source_id text primary key, first_id text)',
    // Of users with one address, the old desk's own come first.
    `insert into {stage}.user_twins (source_id, first_id)
     select source_id, first_id from (
       select s.source_id, first_value(s.source_id) over (partition by lower(${email})
         order by s.source_id ~ '^contact:', s.source_id ~ '^client:', s.seq, s.source_id) as first_id
       from {stage.user} s where btrim(s.email) <> '') named
     where source_id <> first_id on conflict do nothing`,
  ],

  select: `select s.source_id, {wanted:s.source_id} as wanted_id, ${oneLine('first_name')} as first_name,
      ${oneLine('last_name')} as last_name, ${email} as email, ${oneLine('language')} as language,
      ${passwordHash()} as password_hash, ${flag('email_verified')} as email_verified,
      ${oneLine('last_address')} as last_address, s.last_login_at, coalesce(s.created_at, ${BEGAN}) as created_at
    from {stage.user} s where btrim(s.email) <> '' and not ${isTwin}`,

  matches: `select s.source_id, t.id as target_id from {stage.user} s join users t on lower(t.email) = lower(${email})
    where not (${isLookedUp})
    union all select w.source_id, {id.user:w.first_id} from {stage}.user_twins w where {id.user:w.first_id} is not null`,

  adopts: `select s.source_id, t.id as target_id from {stage.user} s join users t on ${isLookedUp} where not ${isTwin}`,

  lines: [
    lineOf({
      ...{ line: 'stays', kind: 'user', title: TITLE, reason: 'no e-mail address' },
      text: `'The user has no e-mail address, so nobody could sign in.'`,
      where: `coalesce(btrim(s.email), '') = ''`,
    }),
    lineOf({
      ...{ line: 'differs', kind: 'user', title: TITLE, reason: 'address twice' },
      text: `'Another user of the old desk has the same e-mail address. Here both are one, with the name and the password of '
        || (select w.first_id from {stage}.user_twins w where w.source_id = s.source_id) || '.'`,
      where: isTwin,
    }),
    alreadyHere(
      ...(['user', TITLE, `${isHere} and not exists (select from users t where ${isLookedUp})`] as const),
      'This desk has a user with that e-mail address already, who stays as they are and keeps the password of this desk.',
      `not ${isTwin}`,
    ),
    lineOf({
      ...{ line: 'differs', kind: 'user', title: TITLE, reason: 'unknown password format' },
      text: `'The password is stored in a way that this desk does not know. The user chooses a new one by mail.'`,
      where: `s.password_hash <> '' and (${passwordHash()}) is null`,
    }),
    lineOfAll({
      ...{ line: 'note', kind: 'user', reason: 'made of clients' },
      text: `'The old desk has no users who own these clients. Here each has one, with the address and the password of the client.'`,
      where: `s.source_id ~ '^client:'`,
    }),
    lineOfAll({
      ...{ line: 'note', kind: 'user', reason: 'made of contacts' },
      text: `'These contacts can sign in there. Here they are contacts, and users with the same permissions in the account.'`,
      where: `s.source_id ~ '^contact:'`,
    }),
    withoutRealAddress('user', TITLE),
    ...withoutDate('user', TITLE),
  ],
};
