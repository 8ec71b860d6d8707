import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { ConfigError, readConfig } from '../src/config';

const problemsOf = (env: Record<string, string>): string[] => {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
};

test('hooks see the environment, but none of the settings of this server and of PostgreSQL', () => {
  const secrets = { HATCHDESK_SECRET: 'x'.repeat(32), HATCHDESK_IDENTIFIER: 'i', PGPASSWORD: 'p' };
  const env = { ...secrets, DATABASE_URL: 'postgres://u:p@h/d', PATH: '/bin', CHAT_URL: 'https://chat.example' };
  expect(readConfig(env).hooks.environment).toEqual({ PATH: '/bin', CHAT_URL: 'https://chat.example' });
});

test('without settings, the desk serves only this machine', () => {
  expect(readConfig({})).toEqual({
    host: '127.0.0.1',
    port: 8080,
    workers: 1,
    dataDirectory: './data',
    key: undefined,
    databaseUrl: undefined,
    readUrl: undefined,
    database: { poolSize: 10, statementTimeoutMs: 2500, connectTimeoutMs: 2000, prepare: 'auto' },
    migrateAtStart: true,
    passwordCost: 12,
    allowedNetworks: ['127.0.0.0/8', '::1/128'],
    trustedProxies: [],
    accessKey: undefined,
    first: {},
    desk: {
      ticketMask: '%n%n%n%n%n%n',
      timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      defaultPriority: 'Medium',
      defaultDepartmentId: undefined,
      attachmentExtensions: expect.any(Set),
      attachmentMaxBytes: 10_485_760,
      attachmentMaxFiles: 20,
      publicUrl: '',
      webhookNetworks: [],
      email: '',
    },
    folder: '',
    limits: {
      ...{ bodyBytes: 41_943_040, bodyBytesAtOnce: 100_663_296, requestsAtOnce: 1000 },
      ...{ eventStreams: 200, eventStreamsPerCaller: 20 },
    },
    tokens: { accessSeconds: 3600, refreshSeconds: 864_000 },
    keliwebPrefix: '/api/v2/keliweb',
    corsOrigins: undefined,
    callsPerMinute: 600_000,
    rateLimit: { requestsPerMinute: 300, banMinutes: 20 },
    listResponseType: 'xml',
    mail: { smtp: undefined, dkim: undefined },
    mailIn: { listen: undefined, tls: undefined, relays: ['127.0.0.0/8', '::1/128'], maxBytes: 52_428_800 },
    logLevel: 'info',
    hooks: { folder: './data/hooks', isNamed: false, environment: {} },
  });
});

test('files that run in a browser or on a desktop are not allowed by default', () => {
  const { attachmentExtensions } = readConfig({}).desk;
  for (const extension of ['txt', 'pdf', 'png', 'jpg', 'docx', 'zip'])
    expect(attachmentExtensions).toContain(extension);
  for (const extension of ['html', 'htm', 'svg', 'js', 'exe', 'php', 'htaccess', 'bat', 'sh', '']) {
    expect(attachmentExtensions).not.toContain(extension);
  }
});

test.each<[string, string, (config: ReturnType<typeof readConfig>) => unknown, unknown]>([
  ['HOST', '0.0.0.0', ({ host }) => host, '0.0.0.0'],
  ['PORT', '0', ({ port }) => port, 0],
  ['PORT', ' 9000 ', ({ port }) => port, 9000],
  ['PORT', '', ({ port }) => port, 8080],
  ['HATCHDESK_METRICS_PORT', '', ({ metrics }) => metrics, undefined],
  ['HATCHDESK_METRICS_PORT', '0', ({ metrics }) => metrics, { host: '127.0.0.1', port: 0 }],
  ['HATCHDESK_METRICS_PORT', '9464', ({ metrics }) => metrics, { host: '127.0.0.1', port: 9464 }],
  ['HATCHDESK_DATA', '/srv/desk', ({ dataDirectory }) => dataDirectory, '/srv/desk'],
  ['HATCHDESK_KEY', 'ab'.repeat(32), ({ key }) => key?.toString('hex'), 'ab'.repeat(32)],
  ['HATCHDESK_KEY', `${'+/'.repeat(21)}8=`, ({ key }) => key?.toString('base64'), `${'+/'.repeat(21)}8=`],
  ['HATCHDESK_KEY', `${'-_'.repeat(21)}8`, ({ key }) => key?.toString('base64url'), `${'-_'.repeat(21)}8`],
  ['DATABASE_URL', 'postgres://u:p@h/d', ({ databaseUrl }) => databaseUrl, 'postgres://u:p@h/d'],
  ['DATABASE_URL', 'postgresql://h/d', ({ databaseUrl }) => databaseUrl, 'postgresql://h/d'],
  ['HATCHDESK_DB_POOL_SIZE', '25', ({ database }) => database.poolSize, 25],
  ['HATCHDESK_DB_STATEMENT_TIMEOUT_MS', '900', ({ database }) => database.statementTimeoutMs, 900],
  ['HATCHDESK_DB_CONNECT_TIMEOUT_MS', '900', ({ database }) => database.connectTimeoutMs, 900],
  ['HATCHDESK_WORKERS', '2', ({ workers }) => workers, 2],
  ['HATCHDESK_WORKERS', 'Auto', ({ workers }) => workers, Math.min(64, availableParallelism())],
  ['HATCHDESK_DB_PREPARE', 'OFF', ({ database }) => database.prepare, 'off'],
  ['HATCHDESK_PASSWORD_COST', '10', ({ passwordCost }) => passwordCost, 10],
  ['HATCHDESK_MIGRATE', 'off', ({ migrateAtStart }) => migrateAtStart, false],
  ['HATCHDESK_MIGRATE', 'FALSE', ({ migrateAtStart }) => migrateAtStart, false],
  ['HATCHDESK_MIGRATE', 'yes', ({ migrateAtStart }) => migrateAtStart, true],
  ['HATCHDESK_ALLOWED_IPS', '*', ({ allowedNetworks }) => allowedNetworks, undefined],
  [
    'HATCHDESK_ALLOWED_IPS',
    '192.0.2.7, 10.0.0.0/8,, 2001:db8::/32 ,',
    ({ allowedNetworks }) => allowedNetworks,
    ['192.0.2.7/32', '10.0.0.0/8', '2001:db8::/32'],
  ],
  ['HATCHDESK_HOOKS', '/srv/hooks', ({ hooks }) => hooks.folder, '/srv/hooks'],
  ['HATCHDESK_HOOKS', 'Off', ({ hooks }) => hooks.folder, undefined],
  ['HATCHDESK_WEBHOOK_ALLOWED_NETWORKS', '10.1.0.0/16', ({ desk }) => desk.webhookNetworks, ['10.1.0.0/16']],
  ['HATCHDESK_TRUSTED_PROXIES', '::1', ({ trustedProxies }) => trustedProxies, ['::1/128']],
  ['HATCHDESK_ACCESS_KEY', 'aZ0!@#$%.()*[]-_', ({ accessKey }) => accessKey, 'aZ0!@#$%.()*[]-_'],
  ['HATCHDESK_TICKET_MASK', '%A%A%A - %n%n%n', ({ desk }) => desk.ticketMask, '%A%A%A - %n%n%n'],
  ['HATCHDESK_TIMEZONE', 'Europe/Rome', ({ desk }) => desk.timeZone, 'Europe/Rome'],
  ['HATCHDESK_DEFAULT_PRIORITY', 'Low', ({ desk }) => desk.defaultPriority, 'Low'],
  ['HATCHDESK_ATTACHMENT_EXTENSIONS', '.PDF, txt', ({ desk }) => [...desk.attachmentExtensions], ['pdf', 'txt']],
  ['HATCHDESK_ATTACHMENT_MAX_BYTES', '5', ({ desk }) => desk.attachmentMaxBytes, 5],
  ['HATCHDESK_ATTACHMENT_MAX_FILES', '0', ({ desk }) => desk.attachmentMaxFiles, 0],
  ['HATCHDESK_MAX_BODY_BYTES', '2048', ({ limits }) => limits.bodyBytes, 2048],
  ['HATCHDESK_MAX_BODY_BYTES_AT_ONCE', '999999999', ({ limits }) => limits.bodyBytesAtOnce, 999_999_999],
  ['HATCHDESK_MAX_REQUESTS_AT_ONCE', '3', ({ limits }) => limits.requestsAtOnce, 3],
  ['HATCHDESK_MAX_EVENT_STREAMS', '4', ({ limits }) => limits.eventStreams, 4],
  ['HATCHDESK_MAX_EVENT_STREAMS_PER_CALLER', '0', ({ limits }) => limits.eventStreamsPerCaller, 0],
  ['HATCHDESK_DEFAULT_DEPARTMENT', '3', ({ desk }) => desk.defaultDepartmentId, 3],
  ['HATCHDESK_PUBLIC_URL', 'https://desk.example.com/d/', ({ desk }) => desk.publicUrl, 'https://desk.example.com/d'],
  ['HATCHDESK_PUBLIC_URL', 'https://desk.example.com/', ({ folder }) => folder, ''],
  ['HATCHDESK_PUBLIC_URL', 'https://desk.example.com/Help/desk/', ({ folder }) => folder, '/help/desk'],
  ['HATCHDESK_KELIWEB_PREFIX', '/reseller/v1/', ({ keliwebPrefix }) => keliwebPrefix, '/reseller/v1'],
  ['HATCHDESK_ACCESS_TOKEN_SECONDS', '60', ({ tokens }) => tokens.accessSeconds, 60],
  ['HATCHDESK_REFRESH_TOKEN_SECONDS', '60', ({ tokens }) => tokens.refreshSeconds, 60],
  ['HATCHDESK_CORS_ORIGINS', '*', ({ corsOrigins }) => corsOrigins, undefined],
  [
    'HATCHDESK_CORS_ORIGINS',
    'https://a.example, http://b.example:81',
    ({ corsOrigins }) => corsOrigins,
    ['https://a.example', 'http://b.example:81'],
  ],
  ['HATCHDESK_CALLS_PER_MINUTE', '6', ({ callsPerMinute }) => callsPerMinute, 6],
  ['HATCHDESK_CALLS_PER_MINUTE', 'off', ({ callsPerMinute }) => callsPerMinute, undefined],
  ['HATCHDESK_CALLS_PER_MINUTE', '0', ({ callsPerMinute }) => callsPerMinute, undefined],
  ['HATCHDESK_RATE_LIMIT', '5', ({ rateLimit }) => rateLimit.requestsPerMinute, 5],
  ['HATCHDESK_RATE_LIMIT_BAN_MINUTES', '1', ({ rateLimit }) => rateLimit.banMinutes, 1],
  ['HATCHDESK_MAIL_FROM', 'Desk@example.com', ({ desk }) => desk.email, 'Desk@example.com'],
  ['HATCHDESK_LIST_RESPONSETYPE', 'NVP', ({ listResponseType }) => listResponseType, 'nvp'],
  ['HATCHDESK_LOG_LEVEL', 'silent', ({ logLevel }) => logLevel, 'silent'],
])('%s=%s', (name, value, read, expected) => {
  expect(read(readConfig({ [name]: value }))).toEqual(expected);
});

test('the first credential and administrator come in pairs', () => {
  expect(readConfig({ HATCHDESK_IDENTIFIER: 'i', HATCHDESK_SECRET: ' s ' }).first).toEqual({
    identifier: 'i',
    secret: ' s ',
  });
  expect(readConfig({ HATCHDESK_ADMIN_USERNAME: 'jo', HATCHDESK_ADMIN_PASSWORD: 'p' }).first).toEqual({
    adminUsername: 'jo',
    adminPassword: 'p',
  });
  expect(problemsOf({ HATCHDESK_IDENTIFIER: 'i' })).toEqual([
    'HATCHDESK_IDENTIFIER: HATCHDESK_IDENTIFIER and HATCHDESK_SECRET must be set together',
  ]);
  expect(problemsOf({ HATCHDESK_ADMIN_PASSWORD: 'p' })).toEqual([expect.stringContaining('must be set together')]);
});

const wrong: [string, string][] = [
  ['PORT', '80a'],
  ['PORT', '65536'],
  ['PORT', '-1'],
  ['HATCHDESK_METRICS_PORT', '65536'],
  ['HATCHDESK_METRICS_PORT', 'on'],
  ['PORT', '1e3'],
  ['PORT', '8080.5'],
  ['HOST', '127.0.0.1:8080'],
  ['HOST', 'http://127.0.0.1'],
  ['HOST', '[127.0.0.1]'],
  ['DATABASE_URL', 'mysql://h/d'],
  ['DATABASE_URL', 'postgres'],
  ['DATABASE_URL', 'postgres://h,,i/d'],
  ['HATCHDESK_DATABASE_READ_URL', 'postgres://h:x,i/d'],
  ['HATCHDESK_DB_POOL_SIZE', '0'],
  ['HATCHDESK_DB_STATEMENT_TIMEOUT_MS', '5000'],
  ['HATCHDESK_DB_CONNECT_TIMEOUT_MS', '5000'],
  ['HATCHDESK_DB_PREPARE', 'never'],
  ['HATCHDESK_WORKERS', '0'],
  ['HATCHDESK_WORKERS', '65'],
  ['HATCHDESK_WORKERS', 'many'],
  ['HATCHDESK_PASSWORD_COST', '9'],
  ['HATCHDESK_MIGRATE', 'maybe'],
  ['HATCHDESK_ALLOWED_IPS', '10.0.0.0/33'],
  ['HATCHDESK_ALLOWED_IPS', '2001:db8::/129'],
  ['HATCHDESK_ALLOWED_IPS', 'example.com'],
  ['HATCHDESK_ALLOWED_IPS', '10.0.0.0/8/8'],
  ['HATCHDESK_ALLOWED_IPS', '10.0.0.0/'],
  ['HATCHDESK_ALLOWED_IPS', '*,10.0.0.1'],
  ['HATCHDESK_TRUSTED_PROXIES', '*'],
  ['HATCHDESK_WEBHOOK_ALLOWED_NETWORKS', '10.0.0.0/40'],
  ['HATCHDESK_HOOKS', 'hooks'],
  ['HATCHDESK_HOOKS', '~/hooks'],
  ['HATCHDESK_ACCESS_KEY', 'with space'],
  ['HATCHDESK_KEY', 'opensesame'],
  ['HATCHDESK_KEY', 'ab'.repeat(31)],
  ['HATCHDESK_KEY', `${'+/'.repeat(21)}8==`],
  ['HATCHDESK_TICKET_MASK', '%x'],
  ['HATCHDESK_TICKET_MASK', '%n'.repeat(16)],
  ['HATCHDESK_TICKET_MASK', '№%n'],
  ['HATCHDESK_TIMEZONE', 'Mars/Base'],
  ['HATCHDESK_ATTACHMENT_EXTENSIONS', 'tar.gz'],
  ['HATCHDESK_ATTACHMENT_EXTENSIONS', '*'],
  ['HATCHDESK_ATTACHMENT_MAX_BYTES', '0'],
  ['HATCHDESK_ATTACHMENT_MAX_FILES', '101'],
  ['HATCHDESK_MAX_BODY_BYTES', '12'],
  ['HATCHDESK_MAX_BODY_BYTES_AT_ONCE', '2048'],
  ['HATCHDESK_MAX_REQUESTS_AT_ONCE', '0'],
  ['HATCHDESK_MAX_EVENT_STREAMS', 'many'],
  ['HATCHDESK_MAX_EVENT_STREAMS_PER_CALLER', '-1'],
  ['HATCHDESK_DEFAULT_DEPARTMENT', '0'],
  ['HATCHDESK_PUBLIC_URL', 'desk.example.com'],
  ['HATCHDESK_PUBLIC_URL', 'https://desk.example.com/a b'],
  ['HATCHDESK_PUBLIC_URL', 'https://desk.example.com/a//b'],
  ['HATCHDESK_PUBLIC_URL', 'https://desk.example.com/%2f'],
  ['HATCHDESK_PUBLIC_URL', 'https://desk.example.com/?a=b'],
  ['HATCHDESK_PUBLIC_URL', 'https://desk.example.com/#a'],
  ['HATCHDESK_KELIWEB_PREFIX', 'keliweb'],
  ['HATCHDESK_KELIWEB_PREFIX', '/a b'],
  ['HATCHDESK_ACCESS_TOKEN_SECONDS', '59'],
  ['HATCHDESK_REFRESH_TOKEN_SECONDS', 'ten days'],
  ['HATCHDESK_CORS_ORIGINS', 'https://a.example/path'],
  ['HATCHDESK_CORS_ORIGINS', 'a.example'],
  ['HATCHDESK_CALLS_PER_MINUTE', '5'],
  ['HATCHDESK_CALLS_PER_MINUTE', 'some'],
  ['HATCHDESK_RATE_LIMIT', '0'],
  ['HATCHDESK_RATE_LIMIT_BAN_MINUTES', '-1'],
  ['HATCHDESK_SMTP_URL', 'http://mail.example.com'],
  ['HATCHDESK_MAIL_FROM', 'Desk <desk@example.com>'],
  ['HATCHDESK_DKIM_DOMAIN', 'example.com'],
  ['HATCHDESK_LIST_RESPONSETYPE', 'json'],
  ['HATCHDESK_LOG_LEVEL', 'loud'],
];

test.each(wrong)('the wrong setting %s=%s is named', (name, value) => {
  expect(problemsOf({ [name]: value })).toEqual([expect.stringMatching(new RegExp(`^${name}: \\S`))]);
});

test('the metrics have a port of their own', () => {
  const metrics = { HATCHDESK_METRICS_PORT: '9464', HATCHDESK_METRICS_HOST: '::1' };
  expect(readConfig(metrics).metrics).toEqual({ host: '::1', port: 9464 });
  expect(problemsOf({ ...metrics, PORT: '9464' })).toEqual(['HATCHDESK_METRICS_PORT: must be another port than PORT']);
  expect(problemsOf({ HATCHDESK_METRICS_PORT: '8080' })).toHaveLength(1);
  expect(problemsOf({ HATCHDESK_METRICS_PORT: '0', PORT: '0' })).toEqual([]);
  expect(problemsOf({ HATCHDESK_METRICS_HOST: '::1' })).toEqual([
    'HATCHDESK_METRICS_HOST: needs HATCHDESK_METRICS_PORT, without which there are no metrics',
  ]);
});

test('connecting and a statement together leave a call time for its answer within five seconds', () => {
  const longest = { HATCHDESK_DB_CONNECT_TIMEOUT_MS: '2000', HATCHDESK_DB_STATEMENT_TIMEOUT_MS: '2900' };
  expect(problemsOf(longest)).toEqual([]);
  expect(problemsOf({ ...longest, HATCHDESK_DB_STATEMENT_TIMEOUT_MS: '2901' })).toEqual([
    'HATCHDESK_DB_CONNECT_TIMEOUT_MS and HATCHDESK_DB_STATEMENT_TIMEOUT_MS: must be at most 4900 together',
  ]);
});

/** The variables of the documentation. */
const NAMES = Array.from(
  readFileSync('docs/CONFIGURATION.md', 'utf8').matchAll(/^\| `([A-Z_]+)` \|/gm),
  ([, name = '']) => name,
);

test.each([`"opensesame"`, `'opensesame'`, ' "" '])('%s, as an env file of Docker leaves it, is no value', (value) => {
  expect(NAMES.length).toBeGreaterThan(50);
  for (const name of NAMES) {
    const problems = problemsOf({ [name]: value });
    expect(problems).toContain(`${name}: stands in quotation marks, which belong to the value here: remove them`);
    expect(problems.join()).not.toContain('opensesame');
  }
});

test('a value of blanks counts as unset', () => {
  const { hooks: _hooks, ...unset } = readConfig({});
  for (const name of NAMES) expect(readConfig({ [name]: ' \t\r' })).toMatchObject(unset);
});

test.each([
  ['[::1]', '::1'],
  ['::1', '::1'],
  ['fe80::1%eth0', 'fe80::1%eth0'],
  ['localhost', 'localhost'],
  ['desk_1.example.com', 'desk_1.example.com'],
])('the server listens on %s', (HOST, host) => {
  expect(readConfig({ HOST }).host).toBe(host);
  const metrics = { HATCHDESK_METRICS_PORT: '0', HATCHDESK_METRICS_HOST: HOST };
  expect(readConfig(metrics).metrics?.host).toBe(host);
});

test('a replica needs a database server', () => {
  const HATCHDESK_DATABASE_READ_URL = 'postgres://a,b/d';
  expect(problemsOf({ HATCHDESK_DATABASE_READ_URL })).toEqual([
    'HATCHDESK_DATABASE_READ_URL: needs DATABASE_URL, because the embedded database has no replica',
  ]);
  const config = readConfig({ HATCHDESK_DATABASE_READ_URL, DATABASE_URL: 'postgres://a/d' });
  expect(config.readUrl).toBe(HATCHDESK_DATABASE_READ_URL);
});

test('all wrong settings are named at once', () => {
  const env = Object.fromEntries(wrong);
  const problems = problemsOf(env);
  expect(problems.map((problem) => problem.split(':')[0]).sort()).toEqual(Object.keys(env).sort());
  expect(new ConfigError(problems).message.split('\n')).toHaveLength(problems.length + 1);
});

test.each([
  ['HATCHDESK_ACCESS_KEY', { HATCHDESK_ACCESS_KEY: 'opensesame here' }],
  ['HATCHDESK_KEY', { HATCHDESK_KEY: 'opensesame' }],
  ['DATABASE_URL', { DATABASE_URL: 'mysql://desk:opensesame@host/desk' }],
  ['HATCHDESK_SMTP_URL', { HATCHDESK_SMTP_URL: 'smtp://desk:opensesame@host@other/x' }],
  ['HATCHDESK_SMTP_URL', { HATCHDESK_SMTP_URL: 'smtp://opensesame@host' }],
  ['HATCHDESK_IDENTIFIER', { HATCHDESK_IDENTIFIER: 'i', HATCHDESK_SECRET: 'opensesame'.repeat(8) }],
  ['HATCHDESK_IDENTIFIER', { HATCHDESK_SECRET: 'opensesame' }],
  ['HATCHDESK_IDENTIFIER', { HATCHDESK_ADMIN_PASSWORD: 'opensesame' }],
])('the message does not repeat the secret in %s', (name, env) => {
  const [problem, ...others] = problemsOf(env);
  expect(problem).toMatch(new RegExp(`^${name}: `));
  expect(others).toEqual([]);
  expect(problem).not.toContain('opensesame');
});
