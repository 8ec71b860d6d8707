import { randomUUID } from 'node:crypto';
import { Hosts } from '../../src/database/hosts';
import { openClient } from '../../src/database/open-client';
import { type Database, type Db, openPool, type PoolSettings } from '../../src/database/pool';
import { NotReached, type Position, Positions } from '../../src/database/positions';
import { openReplica, type Replica } from '../../src/database/replica';
import { ApiError } from '../../src/errors';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { eventually } from '../support/eventually';
import { PATIENCE_MS } from '../support/patience';
import { writeAlone } from '../support/write-alone';

// Here, another pool on the primary stands for the replica. test/live/replica.live.ts has a real one.

const SETTINGS: PoolSettings = {
  poolSize: 4,
  statementTimeoutMs: PATIENCE_MS,
  connectTimeoutMs: PATIENCE_MS,
  prepare: 'auto',
};

let testDatabase: TestDatabase;
let primary: Database;
const opened: { close(): Promise<void> }[] = [];
const reasons: string[] = [];

const urlOf = ({ connection: { host, port, user, database } }: TestDatabase, name = 'replica'): string =>
  `postgres:///${database}?${new URLSearchParams({ host, port: String(port), user, application_name: name })}`;

function openAt(...urls: string[]): Replica {
  const hosts = new Hosts(
    urls.map((url, index) => ({ name: `host ${index + 1}`, url })),
    'standby',
  );
  const replica = openReplica({ primary, hosts, settings: SETTINGS, onFailure: (reason) => reasons.push(reason) });
  opened.push(replica);
  return replica;
}

const whoAnswers = (replica: Replica): Promise<string | undefined> =>
  replica.read(async (db) => {
    const [row] = await db.query<{ name: string }>(`select current_setting('application_name') as name`);
    return row?.name;
  }, '');

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  primary = openPool(testDatabase.connection, SETTINGS, () => {});
});

afterEach(async () => {
  for (const one of opened.splice(0)) await one.close();
  reasons.length = 0;
});

afterAll(() => primary.close());

test('reads go to the replica, and what was written is there', async () => {
  const replica = openAt(urlOf(testDatabase));
  const names = Array.from({ length: 50 }, () => randomUUID());
  const found = await Promise.all(
    names.map(async (name) => {
      await primary.transaction('write', (db) => writeAlone(db, 'insert into tags (name) values ($1)', [name]));
      return replica.read((db) => db.query<{ name: string }>('select name from tags where name = $1', [name]), name);
    }),
  );
  expect(found).toEqual(names.map((name) => [{ name }]));
  const { byReplica, byPrimary } = replica.state();
  expect(byReplica + byPrimary).toBe(50);
  // On a busy machine, connecting may take too long.
  expect(byReplica).toBeGreaterThan(0);
});

test('many reads share the question to the primary, and none gets an answer to an earlier one', async () => {
  let asked = 0;
  const positions = new Positions((work) => {
    asked += 1;
    return primary.transaction('write', work);
  });
  await Promise.all(Array.from({ length: 300 }, () => positions.latest()));
  expect(asked).toBe(1);
  const answers: string[] = [];
  for (const _ of [1, 2, 3]) {
    await primary.transaction('write', (db) => writeAlone(db, 'insert into tags (name) values ($1)', [randomUUID()]));
    answers.push((await Promise.all([positions.latest(), positions.latest()]))[0].lsn);
  }
  expect(asked).toBe(4);
  expect(new Set(answers).size).toBe(3);
});

test('a replica that does not answer, or is no copy: the primary answers', async () => {
  const stranger = await createTestDatabase();
  for (const [url, reason] of [
    ['postgres://desk@127.0.0.1:1/desk', /ECONNREFUSED/],
    [urlOf(stranger), /^it is not a copy of the database of DATABASE_URL$/],
    [urlOf(testDatabase).replace('user=', 'user=nobody_'), /nobody_/],
  ] as const) {
    reasons.length = 0;
    const replica = openAt(url);
    expect(await whoAnswers(replica)).toBe('hatchdesk');
    expect(reasons).toEqual([expect.stringMatching(reason)]);
    // It is left alone for a while.
    expect(await Promise.all([whoAnswers(replica), whoAnswers(replica)])).toEqual(['hatchdesk', 'hatchdesk']);
    expect(reasons).toHaveLength(1);
    await expect(replica.test()).rejects.toThrow();
    expect(replica.state()).toMatchObject({ byReplica: 0, byPrimary: 3 });
  }
});

test('a read that the replica loses is answered by the primary, and the replica is used again', async () => {
  const replica = openAt(urlOf(testDatabase));
  const admin = await openClient(testDatabase.connection);
  const own = `select pid from pg_stat_activity where application_name = 'replica' and datname = current_database()`;
  const answer = await replica.read(async (db) => {
    const [row] = await db.query<{ name: string }>(`select current_setting('application_name') as name`);
    if (row?.name === 'replica') await admin.query(`select pg_terminate_backend(pid) from (${own}) as own`);
    await db.query('select 1');
    return row?.name;
  }, '');
  expect(answer).toBe('hatchdesk');
  expect(reasons).toHaveLength(1);
  await eventually(async () => (await whoAnswers(replica)) === 'replica');
  await admin.end();
});

test('refusals and statements that are wrong are not asked again', async () => {
  const replica = openAt(urlOf(testDatabase));
  let runs = 0;
  const failing = (work: (db: Db) => Promise<unknown>) =>
    replica
      .read(async (db) => {
        runs += 1;
        return work(db);
      }, '')
      .catch((error: unknown) => error);
  const refusal = new ApiError('not_found', 'Ticket ID Not Found');
  expect(await failing(() => Promise.reject(refusal))).toBe(refusal);
  expect(await failing(() => Promise.reject(new TypeError('a bug')))).toBeInstanceOf(TypeError);
  expect(await failing((db) => db.query('select 1/0'))).toMatchObject({ code: '22012' });
  expect(await failing((db) => db.query('select nothing'))).toMatchObject({ code: '42703' });
  expect(runs).toBe(4);
  expect(reasons).toEqual([]);
});

test('a snapshot without a position is not believed, and rows are not handed out', async () => {
  const database = openPool(testDatabase.connection, SETTINGS, () => {});
  opened.push(database);
  const [here] = await database.transaction('read', (db) =>
    db.query<Position>(`select (select system_identifier from pg_control_system())::text || ' ' ||
      (select oid from pg_database where datname = current_database()) as identity, '0/0' as lsn`),
  );
  const read = (since: Position) => {
    let rows: unknown;
    const done = database.transaction(
      'read',
      async (db) => {
        rows = await db.query('select 1 as one');
      },
      '',
      { since },
    );
    return done.then(
      () => rows,
      (error: unknown) => ({ error, rows }),
    );
  };
  expect(await read({ ...here!, lsn: '0/1' })).toEqual([{ one: 1 }]);
  expect(await read({ ...here!, lsn: 'FFFFFFFF/FFFFFFFF' })).toEqual({
    error: expect.any(NotReached),
    rows: undefined,
  });
  expect(await read({ identity: '1 1', lsn: '0/1' })).toEqual({ error: expect.any(NotReached), rows: undefined });
  expect(await read({ ...here!, lsn: `0/1'` })).toEqual({ error: new Error('not a position'), rows: undefined });
});
