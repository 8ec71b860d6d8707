/** Lives here because it starts and breaks a dozen servers and databases. */
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { seal } from '../../src/access/sealed';
import { examine } from '../../src/desk/doctor';
import type { Check } from '../../src/desk/doctor/check';
import { claim } from '../../src/postgres/ownership';
import { cleanUp, filledDataRoot, isRoot, type Started, start, temporaryDirectory } from '../postgres/support';
import { eventually } from '../support/eventually';
import {
  canBeNobody,
  doctorProcess,
  endAll,
  fill,
  folderOfVersion,
  folderWith,
  freePort,
  type Hospital,
  idleTransaction,
  makeReadOnly,
  occupiedPort,
  openHospital,
  silentPort,
  smallDisk,
  twoInALine,
} from '../support/patients';
import { describeWithPgBouncer, throughPgBouncer } from '../support/pgbouncer';
import { temporaryFolder } from '../support/temporary-folder';
import { useWorld } from '../support/world';

const world = useWorld();
let hospital: Hospital;
let careless: Started;
let standby: Started;
/** Databases made once, because each takes a while: one without faults, one with many, and one that pretends. */
let healthy: string;
let sick: string;
let pretending: string;

const SICK = [
  ...['synchronous_commit = off', 'default_transaction_read_only = on'].map(
    (setting) => `do $$ begin execute 'alter database ' || current_database() || ' set ${setting}'; end $$`,
  ),
  `do $$ begin execute 'alter database ' || current_database() || ' connection limit 5'; end $$`,
  'drop extension pg_trgm cascade',
  `insert into credentials (identifier, revoked_at) values ('a', now())`,
  `insert into custom_fields (name, type, pattern) values ('Contract', 'text', '^(?!0)\\d+$')`,
];

/** They come before the system's own, and say something else about the server than it is. */
const PRETENDING = [
  'create schema fake',
  `create function fake.current_setting(text) returns text language sql as $$
     select case $1 when 'server_version_num' then '120022' else pg_catalog.current_setting($1) end $$`,
  'create function fake.age(xid) returns integer language sql as $$ select 1500000000 $$',
  `create view fake.pg_stat_activity as select pid, datname, application_name, backend_type, wait_event_type, state,
     query_start, case application_name when 'crawler' then state_change - interval '1 hour' else state_change end
       as state_change
     from pg_catalog.pg_stat_activity`,
  `create function fake.timezone(text, timestamptz) returns timestamp language plpgsql as
     $$ begin raise 'time zone "%" not recognized', $1 using errcode = '22023'; end $$`,
];

beforeAll(async () => {
  hospital = await openHospital();
  [careless, standby] = await Promise.all([
    start(await filledDataRoot(), {
      ...{ fsync: 'off', full_page_writes: 'off', autovacuum: 'off', max_connections: '12' },
    }),
    folderWith({}).then((folder) => {
      writeFileSync(join(folder, 'pg18', 'standby.signal'), '');
      return start(folder, {});
    }),
  ]);
  healthy = await hospital.database(
    `insert into credentials (identifier) values ('a')`,
    `insert into staff (username, first_name, last_name) values ('a', 'A', 'B')`,
    // What waits for a disabled webhook is kept, and not late.
    `insert into webhooks (url, enabled, secret, seed, created_at, updated_at)
     values ('https://example.com', false, '', '', now(), now())`,
    `insert into deliveries (listener, event, due_at, created_at)
     values ('webhook 1', 'TicketOpen', now() - interval '6 minutes', now())`,
  );
  sick = await hospital.database(...SICK);
  pretending = `${await hospital.database(...PRETENDING)}?options=-c%20search_path%3Dfake,pg_catalog,public`;
});

afterAll(async () => {
  await endAll();
  await cleanUp();
});

type Patient = NonNullable<Parameters<typeof examine>[0]>;

/** A healthy patient but for what is named. PORT=0 because other tests have ports too. */
const patient = (env: Record<string, string>, more: Omit<Patient, 'env'> = {}): Patient => ({
  env: { PORT: '0', HATCHDESK_PUBLIC_URL: 'https://desk.example', ...env },
  ...more,
});

const onUrl = async (url: Promise<string> | string, more: Omit<Patient, 'env'> = {}) =>
  patient({ DATABASE_URL: await url }, more);

const urlOf = ({ connection: { host, user, database } }: Started): string =>
  `postgres://${user}@${encodeURIComponent(host)}/${database}`;

const HASTY = { HATCHDESK_DB_CONNECT_TIMEOUT_MS: '300' };

function folderWithKey(key: string, mode = 0o600): string {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'key'), key, { mode });
  return folder;
}

type Finding = ['BAD' | 'hint' | 'ok', name: string, detail: RegExp];
type Row = [fault: string, finding: Finding, patient: () => Promise<Patient> | Patient];

/** SQL for a mailbox in which some columns have these values. */
const mailbox = (columns: string, values: string): string =>
  `insert into mailboxes (name, host, port, tls, username, secret, created_at, updated_at, ${columns})
   values ('Support', 'imap.example.com', 993, 'tls', 'a', '', now(), now(), ${values})`;

const OLD_EVENT = `insert into outbox (event, payload, created_at) values ('ClientAdd', '{}', now() - interval '2 minutes')`;
const LIVING_PROCESS = `insert into delivery_workers values (gen_random_uuid(), now() + interval '1 minute')`;

/** Faults with a real cause. */
const REAL: Row[] = [
  ['a wrong setting', ['BAD', 'settings', /^PORT: must be a whole number/], () => patient({ PORT: 'x' })],
  [
    'everybody may call',
    ['hint', 'access', /set HATCHDESK_ACCESS_KEY$/],
    () => patient({ HATCHDESK_ALLOWED_IPS: '*', DATABASE_URL: hospital.url('desk') }),
  ],
  [
    'another program has the port',
    ['BAD', 'port', /^another program has \d+ of 127.0.0.1: stop it, or set PORT/],
    async () => patient({ PORT: String(await occupiedPort()), HATCHDESK_DATA: temporaryDirectory() }),
  ],
  [
    'a running Hatchdesk has the port',
    ['ok', 'port', /^a running Hatchdesk has/],
    async () => {
      await world.serve();
      return patient({ PORT: new URL(world.url).port, HATCHDESK_DATA: temporaryDirectory() });
    },
  ],
  [
    'another program has the metrics port',
    ['BAD', 'metrics port', /set HATCHDESK_METRICS_PORT to another$/],
    async () => patient({ HATCHDESK_METRICS_PORT: String(await occupiedPort()), HATCHDESK_DATA: temporaryDirectory() }),
  ],
  [
    'an address of another machine',
    ['BAD', 'port', /^this machine has no address 192.0.2.1: set HOST/],
    async () => patient({ HOST: '192.0.2.1', PORT: String(await freePort()), HATCHDESK_DATA: temporaryDirectory() }),
  ],
  [
    'no database yet',
    ['ok', 'data', /^no database yet; the first start makes it/],
    () => patient({ HATCHDESK_DATA: join(temporaryDirectory(), 'new') }),
  ],
  [
    'data of another PostgreSQL',
    ['BAD', 'data', /^the data is of PostgreSQL 17, but the embedded server is 18: move it with pg_dump 17/],
    () => patient({ HATCHDESK_DATA: folderOfVersion(17) }),
  ],
  [
    'a process that owns the folder and serves nothing',
    ['BAD', 'data', new RegExp(`^process ${process.pid} owns .*: see its log, or stop it$`)],
    () => {
      const folder = folderOfVersion(18);
      claim(join(folder, 'owner'));
      return patient({ HATCHDESK_DATA: folder });
    },
  ],

  [
    'a folder open to others',
    ['BAD', 'data', /^other users may enter .*: chmod 700/],
    () => {
      const folder = folderOfVersion(18);
      chmodSync(join(folder, 'pg18'), 0o755);
      return patient({ HATCHDESK_DATA: folder });
    },
  ],
  [
    'another PostgreSQL on the folder',
    ['BAD', 'data', /^another PostgreSQL \(process \d+\) uses .*: stop it first/],
    () => patient({ HATCHDESK_DATA: hospital.folder }),
  ],
  [
    'a folder with fsync off, whose owner has died',
    ['BAD', 'durability', /^fsync off, .*: turn all of them on/],
    async () => {
      const folder = await folderWith({ fsync: 'off' });
      mkdirSync(join(folder, 'owner'));
      symlinkSync('4194304 never', join(folder, 'owner', '1'));
      return patient({ HATCHDESK_DATA: folder });
    },
  ],
  [
    'nothing listens',
    ['BAD', 'database', /^no PostgreSQL listens where it should: start PostgreSQL/],
    // Another test could take a port that is only free: nothing takes port 1.
    () => patient({ DATABASE_URL: 'postgres://a@127.0.0.1:1/b' }),
  ],
  [
    'the host does not answer',
    ['BAD', 'database', /^the database does not answer in time: check that its server runs/],
    async () => patient({ DATABASE_URL: `postgres://a@127.0.0.1:${await silentPort()}/b`, ...HASTY }),
  ],
  [
    'the name of the host does not resolve',
    ['BAD', 'database', /^the name of the database host does not resolve: correct the host/],
    () => patient({ DATABASE_URL: 'postgres://a@nowhere.invalid/b' }),
  ],
  [
    'a wrong password',
    ['BAD', 'database', /^the database refuses the password: correct user and password in DATABASE_URL/],
    () => onUrl(hospital.url('desk', 'careful:wrong')),
  ],
  [
    'no password',
    ['BAD', 'database', /^the database refuses the password/],
    () => onUrl(hospital.url('desk', 'careful')),
  ],
  [
    'an unknown user',
    ['BAD', 'database', /^the database does not let this user in/],
    () => onUrl(hospital.url('desk', 'nobody')),
  ],
  ['no such database', ['BAD', 'database', /does not exist: create it/], () => onUrl(hospital.url('gone'))],
  [
    'TLS is required',
    ['BAD', 'database', /^the database wants TLS .*sslmode=require/],
    () => onUrl(hospital.url('desk', 'encrypted', '?sslmode=disable')),
  ],
  ['TLS is refused', ['BAD', 'database', /does not speak TLS/], () => onUrl(`${urlOf(careless)}?sslmode=require`)],
  [
    'an untrusted certificate',
    ['BAD', 'database', /certificate .* is not trusted: add sslrootcert/],
    () => onUrl(hospital.url('desk', 'encrypted', '?sslmode=verify-full')),
  ],
  [
    'no more connections',
    ['BAD', 'database', /^the database takes no more connections: raise its max_connections/],
    () => onUrl(hospital.url('desk', 'unwanted')),
  ],
  [
    'another encoding',
    ['BAD', 'database', /^its encoding is LATIN1/],
    async () => {
      await hospital.run(
        'postgres',
        `create database latin template template0 encoding 'LATIN1' locale_provider libc locale 'C'`,
      );
      return onUrl(hospital.url('latin'));
    },
  ],
  [
    'no letters but those of ASCII',
    ['hint', 'database', /^its LC_CTYPE is C, so searches are slow/],
    async () => {
      await hospital.run('postgres', `create database ascii template template0 lc_ctype 'C'`);
      return onUrl(hospital.url('ascii'));
    },
  ],
  ['fsync off', ['BAD', 'durability', /^fsync off/], () => onUrl(urlOf(careless))],
  ['full_page_writes off', ['BAD', 'durability', /full_page_writes off/], () => onUrl(urlOf(careless))],
  ['synchronous_commit off', ['BAD', 'durability', /synchronous_commit off: turn/], () => onUrl(sick)],
  [
    'a standby',
    ['BAD', 'writing', /^the server is a standby: let DATABASE_URL lead to the primary/],
    () => onUrl(urlOf(standby)),
  ],
  ['a read-only database', ['BAD', 'writing', /^default_transaction_read_only is on: turn it off/], () => onUrl(sick)],
  ['autovacuum off', ['BAD', 'upkeep', /^autovacuum or track_counts is off/], () => onUrl(urlOf(careless))],
  [
    'too few connections on the server',
    ['BAD', 'room', /^only 12 connections are allowed, but each process of Hatchdesk may need 32: raise/],
    () => patient({ DATABASE_URL: urlOf(careless), HATCHDESK_DB_POOL_SIZE: '30' }),
  ],
  ['too few connections for the database', ['BAD', 'room', /^only 5 connections are allowed/], () => onUrl(sick)],
  [
    'a session waits for a lock',
    [
      ...(['hint', 'sessions'] as const),
      /^session \d+ \(crawler\) has waited for \d+ s for a lock of session \d+: let that one finish, or end it/,
    ],
    async () => {
      await twoInALine(healthy);
      const waiting = `select from pg_stat_activity where wait_event_type = 'Lock' and now() - query_start > '2.1 s'`;
      const check = `do $$ begin if not exists (${waiting}) then raise 'not yet'; end if; end $$`;
      await eventually(() =>
        hospital.run('postgres', check).then(
          () => true,
          () => false,
        ),
      );
      return onUrl(healthy);
    },
  ],
  [
    'no tables',
    ['BAD', 'tables', /^\d+ migrations are missing: run hatchdesk migrate/],
    () => onUrl(hospital.url('postgres')),
  ],
  [
    'tables of a newer version',
    ['BAD', 'tables', /of a newer version of Hatchdesk, which applied 29991231000000_future: install/],
    () => onUrl(hospital.database(`insert into knex_migrations (name, batch) values ('29991231000000_future', 99)`)),
  ],
  [
    'an interrupted migration',
    ['BAD', 'tables', /^a migration was interrupted and 1 migration is missing: run hatchdesk migrate/],
    () =>
      onUrl(
        hospital.database(
          'delete from knex_migrations where id = (select max(id) from knex_migrations)',
          'update knex_migrations_lock set is_locked = 1',
        ),
      ),
  ],
  [
    'no right to make tables',
    ['BAD', 'rights', /^this user may not make tables: grant create on schema public/],
    () => onUrl(hospital.url('desk', 'weak')),
  ],
  [
    'no right to install the extension',
    ['BAD', 'rights', /^this user may not install pg_trgm: grant create on this database/],
    async () => {
      await hospital.run('postgres', 'create database bare');
      await hospital.run('bare', 'grant create on schema public to weak');
      return onUrl(hospital.url('bare', 'weak'));
    },
  ],
  ['no extension', ['BAD', 'extensions', /^pg_trgm was removed/], () => onUrl(sick)],
  [
    'no default priority',
    ['BAD', 'defaults', /^HATCHDESK_DEFAULT_PRIORITY: must be one of Low/],
    () => patient({ DATABASE_URL: hospital.url('desk'), HATCHDESK_DEFAULT_PRIORITY: 'Soon' }),
  ],
  [
    'no default department',
    ['BAD', 'defaults', /^HATCHDESK_DEFAULT_DEPARTMENT: there is no such department/],
    () => patient({ DATABASE_URL: hospital.url('desk'), HATCHDESK_DEFAULT_DEPARTMENT: '99' }),
  ],
  [
    'tables of another user',
    ['BAD', 'tables', /^this user may not use Hatchdesk's tables: let DATABASE_URL name the user who owns them/],
    () => onUrl(hospital.url('desk', 'weak')),
  ],
  ['no credential yet', ['hint', 'callers', /the first start makes one$/], () => onUrl(pretending.split('?')[0]!)],
  [
    'every credential is revoked',
    ['BAD', 'callers', /every credential is revoked: hatchdesk credential create/],
    () => onUrl(sick),
  ],
  [
    'no administrator',
    ['hint', 'callers', /^no administrator/],
    async () => {
      await hospital.run('desk', `insert into credentials (identifier) values ('a') on conflict do nothing`);
      return onUrl(hospital.url('desk'));
    },
  ],
  [
    'no public address',
    ['hint', 'address', /set HATCHDESK_PUBLIC_URL/],
    () => patient({ DATABASE_URL: hospital.url('desk'), HATCHDESK_PUBLIC_URL: '' }),
  ],
  [
    'a public address without TLS',
    ['hint', 'address', /^http:\/\/desk.example is not https/],
    () => patient({ DATABASE_URL: hospital.url('desk'), HATCHDESK_PUBLIC_URL: 'http://desk.example' }),
  ],
  ['a slow pattern', ['hint', 'patterns', /: \d+ "Contract"$/], () => onUrl(sick)],
  [
    'nobody delivers',
    ['hint', 'deliveries', /^nothing is delivering, .*: start a server/],
    async () => onUrl(await hospital.database(OLD_EVENT)),
  ],
  [
    'a server that does not deliver',
    ['hint', 'deliveries', /^events wait since 20.*: see "events were not delivered" in the log$/],
    async () => onUrl(await hospital.database(OLD_EVENT, LIVING_PROCESS)),
  ],
  [
    'a listener that hangs',
    [
      'hint',
      'deliveries',
      /^"webhook 1" is late by over five minutes: hatchdesk deliveries list --listener "webhook 1"$/,
    ],
    async () =>
      onUrl(
        await hospital.database(
          LIVING_PROCESS,
          `insert into deliveries (listener, event, due_at, created_at)
           values ('webhook 1', 'TicketOpen', now() - interval '6 minutes', now())`,
        ),
      ),
  ],
  [
    'a mailbox that cannot be fetched from',
    [
      'BAD',
      'mailbox',
      /^\d+ "Support": Nothing listens on port 993 \(since 20\S+; it has never worked\): hatchdesk mailbox test \d+$/,
    ],
    async () =>
      onUrl(await hospital.database(mailbox(`failing_since, last_error`, `now(), 'Nothing listens on port 993'`))),
  ],
  [
    'a mailbox that nobody fetches from',
    ['hint', 'mailbox', /^\d+ "Support": nothing fetches its mail, and it last worked at 20\S+: start a server/],
    async () => onUrl(await hospital.database(mailbox('last_success_at', `now() - interval '16 minutes'`))),
  ],
  [
    'a mail server that takes nothing',
    ['hint', 'mail', /^mail waits since 20\S+ \(535 wrong\): hatchdesk mail list --state deferred$/],
    async () =>
      patient({
        DATABASE_URL: await hospital.database(
          `insert into emails (recipients, subject, body, status, failure_reason, created_at, updated_at)
           values ('[]', 'S', 'B', 'deferred', '535 wrong', now() - interval '31 minutes', now())`,
        ),
        HATCHDESK_SMTP_URL: 'smtp://127.0.0.1:1',
        HATCHDESK_MAIL_FROM: 'desk@example.com',
      }),
  ],
  [
    'an old desk to compare with and to write to, whose address is missing',
    [
      'hint',
      'upstream',
      /^CompareReads is theirs and Mirror is push, but there is no old desk: set HATCHDESK_UPSTREAM/,
    ],
    async () =>
      onUrl(
        await hospital.database(
          `insert into settings (name, value) values ('CompareReads', '"theirs"'), ('Mirror', '"push"')`,
        ),
      ),
  ],
  [
    'a key that others can read',
    ['hint', 'key', /^others can read .+\/key: chmod 600 it$/],
    () => patient({ DATABASE_URL: hospital.url('desk'), HATCHDESK_DATA: folderWithKey('ab'.repeat(32), 0o644) }),
  ],
  [
    'a damaged key',
    ['BAD', 'key', /\/key must be 32 bytes in base64 or hex, .+: set HATCHDESK_KEY to the desk's key, or put/],
    () => patient({ DATABASE_URL: hospital.url('desk'), HATCHDESK_DATA: folderWithKey('ab') }),
  ],
  [
    'a key that is missing',
    ['BAD', 'key', /\/key is missing: set HATCHDESK_KEY to the desk's key, or put/],
    async () =>
      patient({
        DATABASE_URL: await hospital.database(`insert into desk_key (key_id) values ('0')`),
        HATCHDESK_DATA: temporaryFolder(),
      }),
  ],
  [
    'the key of another desk',
    ['BAD', 'key', /^the secrets of webhook 1 cannot be opened: set HATCHDESK_KEY to the desk's key, or put/],
    async () =>
      patient({
        DATABASE_URL: await hospital.database(
          `insert into webhooks (url, secret, seed, created_at, updated_at)
           values ('https://example.com', '${seal(Buffer.alloc(32), 'a', 'webhook:1:secret')}', 'b', now(), now())`,
        ),
        HATCHDESK_KEY: 'ab'.repeat(32),
      }),
  ],
];

/** Faults that cannot be had here. A parameter, or a function that comes before PostgreSQL's own, stands for them. */
const PRETENDED: Row[] = [
  [
    'an old Node.js',
    ['BAD', 'node', /^version 20.18.3 is too old: install Node.js 20.19/],
    () => patient({ HATCHDESK_DATA: temporaryDirectory() }, { node: '20.18.3' }),
  ],
  [
    'another platform',
    ['BAD', 'data', /^There is no embedded Postgres for linux-riscv64: set DATABASE_URL/],
    () => patient({ HATCHDESK_DATA: temporaryDirectory() }, { machine: { platform: 'linux', arch: 'riscv64' } }),
  ],
  [
    'a wrong clock',
    ['BAD', 'clock', /^(59|60)\d{4} ms apart from the database's: set both clocks by NTP/],
    () => onUrl(hospital.url('desk'), { now: () => new Date(Date.now() + 600_000) }),
  ],
  ['an old PostgreSQL', ['BAD', 'database', /is too old: 13 or newer is needed$/], () => onUrl(pretending)],
  [
    'old transactions',
    ['BAD', 'upkeep', /^1500000000 transactions are not frozen, .*: end old transactions and run VACUUM FREEZE/],
    () => onUrl(pretending),
  ],
  [
    'a transaction left open for long',
    ['hint', 'sessions', /^session \d+ \(crawler\) has left its transaction open for \d+ s/],
    async () => {
      await idleTransaction(pretending);
      return onUrl(pretending);
    },
  ],
  [
    'no time zone data',
    ['BAD', 'time zone', /^the database does not know Europe\/Rome: set HATCHDESK_TIMEZONE/],
    () => patient({ DATABASE_URL: pretending, HATCHDESK_TIMEZONE: 'Europe/Rome' }),
  ],
];

const describedBy = ({ ok, hint, name, detail }: Check): string =>
  `${ok ? (hint ? 'hint' : 'ok') : 'BAD'} ${name}: ${detail}`;

function expectFinding(checks: Check[], [state, name, detail]: Finding): void {
  const found = checks.filter((check) => check.name === name).map(describedBy);
  expect(found).toEqual([expect.stringMatching(new RegExp(`^${state} ${name}: `))]);
  expect(found[0]!.slice(`${state} ${name}: `.length)).toMatch(detail);
  // One line each.
  expect(checks.filter((check) => check.detail.includes('\n'))).toEqual([]);
}

test('finds nothing wrong with a healthy desk', async () => {
  const checks = await examine(patient({ DATABASE_URL: healthy }));
  expect(checks.filter(({ ok, hint }) => !ok || hint).map(describedBy)).toEqual([]);
});

test.each([...REAL, ...PRETENDED])('finds: %s', async (_fault, finding, make) => {
  const unwell = await make();
  const began = performance.now();
  expectFinding(await examine(unwell), finding);
  // On a quiet machine, it is two seconds at most.
  expect(performance.now() - began).toBeLessThan(60_000);
});

describe('as another user', () => {
  const asNobody = canBeNobody ? test : test.skip;

  asNobody('data of another account', async () => {
    const { code, checks } = await doctorProcess({ HATCHDESK_DATA: folderOfVersion(18) }, 'as nobody');
    expectFinding(checks, [
      'BAD',
      'data',
      /^The database in .* belongs to another user \(uid \d+\): run as that user$/,
    ]);
    expect(code).toBe(1);
  });

  asNobody('a folder that this user may not write', async () => {
    const { code, checks } = await doctorProcess({ HATCHDESK_DATA: temporaryDirectory(0o755) }, 'as nobody');
    expectFinding(checks, ['BAD', 'data', /^this user may not write in .*: give it the folder \(chown\)/]);
    expect(code).toBe(1);
  });
});

/** Only root can arrange it. */
const forRoot = isRoot ? test : test.skip;

describe('a small disk', () => {
  forRoot('nearly full', async () => {
    const disk = smallDisk('20m');
    if (disk === undefined) return;
    expectFinding(await examine(patient({ HATCHDESK_DATA: disk })), [
      'BAD',
      'disk',
      /^nearly full: only 20 MB are free/,
    ]);
  });

  forRoot('full, so that the server cannot start', async () => {
    const disk = smallDisk('60m');
    if (disk === undefined) return;
    execFileSync('cp', ['-a', join(await filledDataRoot(), 'pg18'), disk]);
    fill(disk);
    const checks = await examine(patient({ HATCHDESK_DATA: disk }));
    expectFinding(checks, ['BAD', 'disk', /^nearly full: only 0 MB/]);
    expectFinding(checks, ['BAD', 'database', /^the disk of the database's server is full: free space/]);
  });

  forRoot('read-only', async () => {
    const disk = smallDisk('1m');
    if (disk === undefined) return;
    makeReadOnly(disk);
    const checks = await examine(patient({ HATCHDESK_DATA: disk }));
    expectFinding(checks, ['BAD', 'data', /^the file system of .* is read-only: mount it writable/]);
  });
});

test('too few open files, and the exit codes', async () => {
  const env = { HATCHDESK_DATA: temporaryDirectory() };
  const [few, plain] = await Promise.all([doctorProcess(env, 'with few files'), doctorProcess(env)]);
  expectFinding(few.checks, ['BAD', 'files', /^only 256 may be open, .* need 1310: raise ulimit -n \(LimitNOFILE/]);
  expect([few.code, plain.code]).toEqual([1, 0]);
});

describeWithPgBouncer('through PgBouncer', () => {
  test.each([
    ['transaction', /^through a pooler, in mode transaction; statements are not prepared/],
    ['session', /^through a pooler, probably in mode session, so that HATCHDESK_DB_PREPARE=on is quicker/],
  ] as const)('in mode %s', async (mode, detail) => {
    const { url } = await throughPgBouncer({ connection: { ...careless.connection } }, mode);
    expectFinding(await examine(patient({ DATABASE_URL: url })), ['ok', 'connections', detail]);
  });
});

test('a database that hangs holds nobody up', async () => {
  const env = {
    DATABASE_URL: `postgres://a@127.0.0.1:${await silentPort()}/b`,
    HATCHDESK_DB_CONNECT_TIMEOUT_MS: '1000',
  };
  const began = performance.now();
  const { code } = await doctorProcess(env);
  // On a quiet machine, it is two seconds.
  expect(performance.now() - began).toBeLessThan(60_000);
  expect(code).toBe(1);
});

test('knows more than twenty faults', () => {
  const faults = [...REAL, ...PRETENDED].filter(([, [state]]) => state === 'BAD');
  expect(faults.length).toBeGreaterThan(20);
});

test('docs/operation/faults.md has a section for every check', async () => {
  const checks = await examine(patient({ DATABASE_URL: healthy, HATCHDESK_METRICS_PORT: '0' }));
  const page = readFileSync(join(__dirname, '..', '..', 'docs', 'operation', 'faults.md'), 'utf8');
  const sections = [...page.matchAll(/^## (.+)$/gm)].flatMap(([, title]) => title!.split(' and '));
  const known = [...checks.map(({ name }) => name), 'disk', 'contents', 'hosts', 'mailbox', 'replica', 'upstream'];
  expect(sections.sort()).toEqual(known.sort());
});
