import { createServer, type Server } from 'node:net';
import { Hosts } from '../../src/database/hosts';
import { listenForChanges } from '../../src/database/listen';
import { migrate } from '../../src/database/migrate';
import { openClient } from '../../src/database/open-client';
import { type Database, type Db, openPool } from '../../src/database/pool';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { eventually } from '../support/eventually';
import { PATIENCE_MS } from '../support/patience';
import { writeAlone } from '../support/write-alone';

/** Two databases stand for two hosts: what makes one a standby here is that it refuses to write. */
let a: TestDatabase;
let b: TestDatabase;
let blackHole: Server;

const opened: { close(): Promise<void> }[] = [];

const urlOf = ({ connection: { host, port, user, database } }: TestDatabase): string =>
  `postgres:///${database}?${new URLSearchParams({ host, port: String(port), user })}`;

const hostsOfUrls = (urls: string[]) => urls.map((url, index) => ({ name: `host ${index + 1}`, url }));

const hostsAt = (...urls: string[]): Hosts => new Hosts(hostsOfUrls(urls), 'primary');

const NOWHERE = 'postgres://desk@127.0.0.1:1/desk';

/** Makes a database refuse writes, or accept them again, and ends its connections as a restart would. */
async function setReadOnly({ connection }: TestDatabase, readOnly: 'on' | 'off', ends = true): Promise<void> {
  const admin = await openClient({ ...connection, database: 'postgres' });
  await admin.query(`alter database ${connection.database} set default_transaction_read_only = ${readOnly}`);
  if (ends) {
    await admin.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [
      connection.database,
    ]);
  }
  await admin.end();
}

function open(hosts: Hosts, settings = {}): Database {
  const database = openPool(
    hosts,
    { poolSize: 4, statementTimeoutMs: PATIENCE_MS, connectTimeoutMs: PATIENCE_MS, prepare: 'auto', ...settings },
    () => {},
  );
  opened.push(database);
  return database;
}

const write = (database: Database): Promise<unknown> =>
  database.transaction('write', (db: Db) => writeAlone(db, 'insert into things default values returning 1 as one'));

const written = async ({ connection }: TestDatabase): Promise<number> => {
  const client = await openClient(connection);
  const { rows } = await client.query('select count(*)::int as count from things');
  await client.end();
  return rows[0].count;
};

beforeEach(async () => {
  [a, b] = await Promise.all([createTestDatabase(), createTestDatabase()]);
  for (const each of [a, b]) {
    const client = await openClient(each.connection);
    await client.query('create table things (id serial primary key)');
    await client.end();
  }
  await setReadOnly(b, 'on');
});

beforeAll(async () => {
  blackHole = createServer(() => {});
  await new Promise<void>((resolve) => blackHole.listen(0, '127.0.0.1', resolve));
});

afterEach(async () => {
  for (const one of opened.splice(0)) await one.close();
});

afterAll(() => {
  blackHole.close();
});

const silent = (): string => `postgres://desk@127.0.0.1:${(blackHole.address() as { port: number }).port}/desk`;

test('of several hosts, the one that accepts writes is used, wherever it stands', async () => {
  for (const urls of [
    [urlOf(a), urlOf(b)],
    [urlOf(b), urlOf(a)],
    [NOWHERE, silent(), urlOf(b), urlOf(a)],
  ]) {
    await write(open(hostsAt(...urls)));
  }
  expect([await written(a), await written(b)]).toEqual([3, 0]);
});

test('a replica is looked for among all hosts, and the primary is the second choice', async () => {
  const lookAt = (...urls: string[]) => new Hosts(hostsOfUrls(urls), 'standby');
  const soon = () => performance.now() + 3000;
  // Neither is a standby, and the one that does not answer might be.
  expect(await lookAt(silent(), urlOf(a)).find(soon())).toEqual({ connectionString: urlOf(a) });
  expect(await lookAt(NOWHERE, urlOf(a)).find(performance.now() + PATIENCE_MS)).toEqual({ connectionString: urlOf(a) });
  // Where none answers, there is nothing to wait for.
  await expect(lookAt(NOWHERE, NOWHERE).find(performance.now() + PATIENCE_MS)).rejects.toThrow(
    /^no host answers: host 1/,
  );
});

test('a promotion is followed, and again in the other direction', async () => {
  const hosts = hostsAt(urlOf(a), silent(), urlOf(b));
  const moves: string[] = [];
  hosts.onMove((name) => moves.push(name));
  const database = open(hosts);
  await Promise.all(Array.from({ length: 8 }, () => write(database)));
  await setReadOnly(a, 'on');
  await setReadOnly(b, 'off');
  await Promise.all(Array.from({ length: 8 }, () => write(database)));
  await setReadOnly(b, 'on');
  await setReadOnly(a, 'off');
  await Promise.all(Array.from({ length: 8 }, () => write(database)));
  expect([await written(a), await written(b)]).toEqual([16, 8]);
  expect(moves).toEqual(['host 3', 'host 1']);
});

test('calls that come before the promotion wait for it', async () => {
  const database = open(hostsAt(urlOf(a), urlOf(b)));
  await write(database);
  await setReadOnly(a, 'on');
  const waiting = write(database);
  const other = database.transaction('read', (db) => db.query('select 1 as one'));
  await setReadOnly(b, 'off');
  await waiting;
  expect(await other).toEqual([{ one: 1 }]);
  expect([await written(a), await written(b)]).toEqual([1, 1]);
});

test('a call whose connection leads to a read-only server by now is repeated on the other host', async () => {
  const database = open(hostsAt(urlOf(a), urlOf(b)), { poolSize: 2 });
  await write(database);
  // The session stays, as one that a proxy keeps does.
  await database.transaction('write', (db) => db.query('set default_transaction_read_only = on'));
  await setReadOnly(a, 'on', false);
  await setReadOnly(b, 'off');
  await write(database);
  expect([await written(a), await written(b)]).toEqual([1, 1]);
});

test('without a host that accepts writes, a call is refused in time, and the reason names every host', async () => {
  await setReadOnly(a, 'on');
  const database = open(hostsAt(urlOf(a), NOWHERE, silent()), { connectTimeoutMs: 3000, statementTimeoutMs: 3000 });
  const failure = await write(database).catch((error: unknown) => error);
  expect(failure).toMatchObject({ kind: 'unavailable', cause: { code: '08001' } });
  expect((failure as Error & { cause: Error }).cause.message).toMatch(
    /^no host of the database accepts writes: host 1 is read-only; host 2 cannot be used \(.*ECONNREFUSED.*\); host 3 /,
  );
});

test('migrations and listeners find the host too', async () => {
  const hosts = hostsAt(urlOf(b), urlOf(a));
  expect(await migrate(hosts)).toEqual([]);
  const changes = listenForChanges(hosts, 'moves', () => {});
  opened.push(changes);
  await eventually(() => changes.listening());
  const client = await openClient(hosts);
  const { rows } = await client.query('select current_database() as name');
  expect(rows[0].name).toBe(a.connection.database);
  await client.end();
});

test('pending migrations on a server that takes no writes are refused in plain words', async () => {
  const client = await openClient(a.connection);
  await client.query(`delete from knex_migrations where id = (select max(id) from knex_migrations)`);
  await client.end();
  await setReadOnly(a, 'on');
  await expect(migrate(a.connection)).rejects.toThrow('migrations are pending, but the database is read-only');
});

test('a single host that takes no writes is used for what it can do', async () => {
  const database = openPool(
    b.connection,
    { poolSize: 2, statementTimeoutMs: PATIENCE_MS, connectTimeoutMs: PATIENCE_MS, prepare: 'auto' },
    () => {},
  );
  opened.push(database);
  expect(await database.transaction('read', (db) => db.query('select 1 as one'))).toEqual([{ one: 1 }]);
  expect(database.session()).toMatchObject({ takesWrites: false, isStandby: false });
  await expect(write(database)).rejects.toMatchObject({ kind: 'unavailable' });
  await setReadOnly(b, 'off', false);
  // The connection that refused is not kept: where a name leads can change.
  await write(database);
});
