import { alreadyHere, BEGAN, flag, isNoneOf, lineOf, oneLine, oneOf, text } from './people-words';

export const SERVICE_STATUSES = ['Pending', 'Active', 'Suspended', 'Terminated', 'Cancelled', 'Fraud', 'Completed'];
export const DOMAIN_STATUSES = [
  ...['Pending', 'Pending Registration', 'Pending Transfer', 'Active', 'Grace', 'Redemption', 'Expired'],
  ...['Transferred Away', 'Cancelled', 'Fraud'],
];
export const DOMAIN_KINDS = ['Register', 'Transfer'];

/** The least and the most that the columns of amounts hold. */
const MOST = '99999999999999.99';

const amount = (column: string): string =>
  `case when abs(s.${column}) <= ${MOST} then s.${column} else 0 end as ${column}`;

/** What services and domains have in common. */
const SHARED = `s.source_id, {wanted:s.source_id} as wanted_id, {id.client:s.client_id} as client_id,
      btrim(${oneLine('name')}) as name, ${amount('first_payment')}, ${amount('recurring')},
      ${oneLine('payment_method')} as payment_method, ${text('notes')} as notes,
      coalesce(s.registered_on, s.created_at::date, ${BEGAN}::date) as registered_on, s.next_due_on,
      coalesce(s.created_at, s.registered_on::timestamp at time zone 'UTC', ${BEGAN}) as created_at`;

const SHARED_COLUMNS = [
  ...['client_id', 'name', 'first_payment', 'recurring', 'payment_method', 'notes', 'registered_on', 'next_due_on'],
  'created_at',
];

/** The same service or domain, which was looked up in the old desk. */
const isHere = (table: 'services' | 'domains'): string =>
  `exists (select from ${table} t where t.id = {wanted:s.source_id} and t.client_id = {wanted:s.client_id}
     and lower(t.name) = lower(btrim(${oneLine('name')})))`;

const matchesOf = (kind: 'service' | 'domain', table: 'services' | 'domains'): string =>
  `select s.source_id, {wanted:s.source_id} as target_id from {stage.${kind}} s
   where ${isHere(table)} and {id.client:s.client_id} = {wanted:s.client_id}`;

const linesOf = (kind: 'service' | 'domain', table: 'services' | 'domains', statuses: readonly string[]): string[] => [
  alreadyHere(
    ...([kind, `coalesce(s.name, '')`, isHere(table)] as const),
    `This desk has the ${kind} already, with the same id, client and name, and it stays as it is.`,
  ),
  lineOf({
    ...{ line: 'differs', kind, title: `coalesce(s.name, '')`, reason: 'unknown status' },
    text: `'The status is ' || left(s.status, 100) || ' there, which is none of this desk. It is Pending.'`,
    where: isNoneOf('status', statuses),
  }),
  lineOf({
    ...{ line: 'differs', kind, title: `coalesce(s.name, '')`, reason: 'no date' },
    text: `'The old desk has no valid date for it. It has the date of this import.'`,
    where: 's.registered_on is null and s.created_at is null',
  }),
  lineOf({
    ...{ line: 'differs', kind, title: `coalesce(s.name, '')`, reason: 'amount too large' },
    text: `'An amount is larger than this desk holds. It is 0 here.'`,
    where: `greatest(abs(s.first_payment), abs(s.recurring)) > ${MOST}`,
  }),
];

export const SERVICES = {
  columns: [
    ...SHARED_COLUMNS,
    ...[
      'product_id',
      'group_name',
      'domain',
      'status',
      'username',
      'server_name',
      'dedicated_ip',
      'quantity',
      'billing_cycle',
    ],
  ],

  select: `select ${SHARED}, coalesce(s.product_id, 0) as product_id, ${oneLine('group_name')} as group_name,
      btrim(${oneLine('domain')}) as domain, ${oneOf('status', SERVICE_STATUSES, 'Pending')} as status,
      ${oneLine('username')} as username, ${oneLine('server_name')} as server_name, ${oneLine('dedicated_ip')} as dedicated_ip,
      coalesce(s.quantity, 1) as quantity, ${oneLine('billing_cycle')} as billing_cycle
    from {stage.service} s where {id.client:s.client_id} is not null`,

  matches: matchesOf('service', 'services'),

  lines: linesOf('service', 'services', SERVICE_STATUSES),
};

export const DOMAINS = {
  columns: [
    ...SHARED_COLUMNS,
    ...['registrar', 'kind', 'status', 'years', 'expires_on', 'dns_management', 'email_forwarding', 'id_protection'],
    'do_not_renew',
  ],

  select: `select ${SHARED}, ${oneLine('registrar')} as registrar, ${oneOf('kind', DOMAIN_KINDS, 'Register')} as kind,
      ${oneOf('status', DOMAIN_STATUSES, 'Pending')} as status, coalesce(s.years, 1) as years, s.expires_on,
      ${flag('dns_management')} as dns_management, ${flag('email_forwarding')} as email_forwarding,
      ${flag('id_protection')} as id_protection, ${flag('do_not_renew')} as do_not_renew
    from {stage.domain} s where {id.client:s.client_id} is not null`,

  matches: matchesOf('domain', 'domains'),

  lines: [
    ...linesOf('domain', 'domains', DOMAIN_STATUSES),
    lineOf({
      ...{ line: 'differs', kind: 'domain', title: `coalesce(s.name, '')`, reason: 'unknown kind' },
      text: `'It came by ' || left(s.kind, 100) || ' there, which this desk does not know. It counts as registered.'`,
      where: isNoneOf('kind', DOMAIN_KINDS),
    }),
  ],
};
