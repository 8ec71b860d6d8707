import {
  alreadyHere,
  BEGAN,
  country,
  email,
  flag,
  flags,
  isNoneOf,
  lineOf,
  lineOfAll,
  name,
  oneLine,
  oneOf,
  text,
  withoutCountryCode,
  withoutDate,
  withoutRealAddress,
} from './people-words';

export const CLIENT_STATUSES = ['Active', 'Inactive', 'Closed'];

/** The kinds of mail that people can turn on or off: MAIL_KINDS in people/email-preferences.ts. */
export const MAIL_KINDS = ['general', 'product', 'domain', 'invoice', 'support', 'affiliate'];

/** BILLING_FLAGS in dialects/whmcs/clients.ts. */
const BILLING_FLAGS = [
  ...['taxexempt', 'latefeeoveride', 'overideduenotices', 'separateinvoices', 'disableautocc', 'overrideautoclose'],
];

/** What clients and contacts have in common, in the order of {@link PERSON_COLUMNS}. */
export const PERSON = `${oneLine('first_name')} as first_name, ${oneLine('last_name')} as last_name,
      ${oneLine('company')} as company, ${email} as email, ${oneLine('phone')} as phone, ${oneLine('address1')} as address1,
      ${oneLine('address2')} as address2, ${oneLine('city')} as city, ${oneLine('state')} as state,
      ${oneLine('postcode')} as postcode, ${country} as country, ${oneLine('tax_id')} as tax_id,
      ${flags('email_preferences', MAIL_KINDS)} as email_preferences, coalesce(s.created_at, ${BEGAN}) as created_at`;

export const PERSON_COLUMNS = [
  ...['first_name', 'last_name', 'company', 'email', 'phone', 'address1', 'address2', 'city', 'state', 'postcode'],
  ...['country', 'tax_id', 'email_preferences', 'created_at'],
];

export const PERSON_NAME = name(`nullif(s.company, ''), `);

/** The same client, such as one that was looked up in the old desk. */
const isHere = `exists (select from clients t where t.id = {wanted:s.source_id} and lower(t.email) = lower(${email}))`;

export const CLIENTS = {
  columns: [
    ...PERSON_COLUMNS,
    ...[
      'status',
      'group_id',
      'language',
      'notes',
      'currency_id',
      'payment_method',
      'billing_flags',
      'marketing_opt_in',
    ],
    ...['email_verified', 'sso_allowed', 'last_address', 'last_login_at'],
  ],

  select: `select s.source_id, {wanted:s.source_id} as wanted_id, ${PERSON}, case when coalesce(btrim(s.status), '') = '' then 'Active' else ${oneOf('status', CLIENT_STATUSES, 'Inactive')} end as status,
      {id.clientGroup:s.group_id} as group_id, ${oneLine('language')} as language, ${text('notes')} as notes,
      case when s.currency_id > 0 then s.currency_id else 1 end as currency_id, ${oneLine('payment_method')} as payment_method,
      ${flags('billing_flags', BILLING_FLAGS)} as billing_flags, ${flag('marketing_opt_in')} as marketing_opt_in,
      ${flag('email_verified')} as email_verified, ${flag('sso_allowed', true)} as sso_allowed,
      ${oneLine('last_address')} as last_address, s.last_login_at
    from {stage.client} s where true`,

  matches: `select s.source_id, {wanted:s.source_id} as target_id from {stage.client} s where ${isHere}`,

  lines: [
    alreadyHere(
      ...(['client', PERSON_NAME, isHere] as const),
      'This desk has the client already, with the same id and e-mail address, and it stays as it is.',
    ),
    lineOf({
      ...{ line: 'note', kind: 'client', title: PERSON_NAME, reason: 'address used here' },
      text: `'Another client of this desk has the same e-mail address. Both stay.'`,
      where: `btrim(s.email) <> '' and not ${isHere} and {id.client:s.source_id} is null
        and exists (select from clients t where lower(t.email) = lower(${email})
          and not exists (select from import_records r where r.kind = 'client' and r.target_id = t.id and r.target_table = 'clients'))`,
    }),
    lineOf({
      ...{ line: 'differs', kind: 'client', title: PERSON_NAME, reason: 'unknown status' },
      text: `'The status is ' || left(s.status, 100) || ' there, which clients cannot have here. It is Inactive.'`,
      where: isNoneOf('status', CLIENT_STATUSES),
    }),
    lineOf({
      ...{ line: 'differs', kind: 'client', title: PERSON_NAME, reason: 'unknown group' },
      text: `'The client belongs to the group ' || left(s.group_id, 100) || ', which the old desk does not have. It has no group here.'`,
      where: `coalesce(s.group_id, '') not in ('', '0')
        and not exists (select from {stage.clientGroup} g where g.source_id = s.group_id)`,
    }),
    withoutCountryCode('client', PERSON_NAME),
    withoutRealAddress('client', PERSON_NAME),
    lineOf({
      ...{ line: 'note', kind: 'client', title: PERSON_NAME, reason: 'no e-mail address' },
      text: `'The client has no e-mail address, so no user was made for it, and no mail can be sent.'`,
      where: `coalesce(btrim(s.email), '') = ''`,
    }),
    lineOfAll({
      ...{ line: 'note', kind: 'client', reason: 'language without pages' },
      text: `'Pages are in English for clients whose language is ' || string_agg(distinct lower(btrim(s.language)), ', ')
        || '. Their language is kept.'`,
      where: `lower(btrim(coalesce(s.language, ''))) not in ('', 'english', 'german', 'arabic')`,
    }),
    ...withoutDate('client', PERSON_NAME),
  ],
};
