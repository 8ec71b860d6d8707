import { Client } from 'pg';
import { type Database, type Db, openPool, type PoolSettings } from '../../src/database/pool';
import type { LookUpTogether } from '../../src/database/together';
import { findTicketPage } from '../../src/store/search/ticket-list';
import type { OrderedPage } from '../../src/store/search/ticket-order';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { eventually } from '../support/eventually';
import { PATIENCE_MS } from '../support/patience';
import { describeWithPgBouncer, throughPgBouncer } from '../support/pgbouncer';
import { writeAlone } from '../support/write-alone';

const SETTINGS: PoolSettings = {
  ...{ poolSize: 4, statementTimeoutMs: PATIENCE_MS, connectTimeoutMs: PATIENCE_MS },
  prepare: 'auto',
};

const opened: { close(): Promise<void> }[] = [];
const clients: Client[] = [];

function open(connection: TestDatabase['connection'], settings: Partial<PoolSettings> = {}): Database {
  const database = openPool(connection, { ...SETTINGS, ...settings }, () => {});
  opened.push(database);
  return database;
}

async function connect(connection: TestDatabase['connection']): Promise<Client> {
  const client = new Client(connection);
  client.on('error', () => {});
  await client.connect();
  clients.push(client);
  return client;
}

afterEach(async () => {
  for (const one of opened.splice(0)) await one.close();
  for (const client of clients.splice(0)) await client.end();
});

let direct: TestDatabase;

beforeAll(async () => {
  direct = await createTestDatabase();
});

const one = (db: Db) => db.query<{ one: number }>('select 1 as one');

const echo: LookUpTogether<number, unknown> = {
  lookUp: (db, keys) =>
    db.query('select n from unnest($1::int[]) with ordinality as g (n, place) order by place', [keys]),
};

/** Runs many transactions of every kind at once, so that they share the pooler's connections. */
async function runAll(database: Database): Promise<void> {
  const kinds: ((n: number) => Promise<unknown>)[] = [
    (n) => database.transaction('write', (db) => db.query('select $1::int as n', [n])),
    (n) => database.transaction('read', (db) => Promise.all([one(db), db.query('select $1::int as n', [n])])),
    (n) => database.transaction('write', (db) => db.lookUpTogether(echo, n)),
    (n) =>
      database.transaction('write', async (db) => {
        await db.lookUpTogether(echo, n);
        return writeAlone(db, 'insert into tags (name) values ($1)', [`${n} ${Math.random()}`]);
      }),
    (n) => database.transaction('write', (db) => db.queryOnce(`select ${n} as n`)),
  ];
  await Promise.all(Array.from({ length: 100 }, (_, n) => kinds[n % kinds.length]!(n)));
}

test.each([
  ['auto', true],
  ['on', true],
  ['off', false],
] as const)(
  'a direct connection is recognised, and with prepare %s statements are prepared: %s',
  async (prepare, isPrepared) => {
    const database = open(direct.connection, { poolSize: 2, prepare });
    expect(database.session()).toBeUndefined();
    await runAll(database);
    expect(database.session()).toMatchObject({ isPooled: false, isPrepared });
    const [row] = await database.transaction('read', (db) =>
      db.query('select exists (select from pg_prepared_statements) as prepared'),
    );
    expect(row).toEqual({ prepared: isPrepared });
  },
);

describeWithPgBouncer('PgBouncer', () => {
  test.each([
    ['transaction', 'auto', false],
    ['transaction', 'off', false],
    ['session', 'auto', false],
    ['session', 'on', true],
  ] as const)('in mode %s with prepare %s', async (mode, prepare, isPrepared) => {
    const database = open(
      await throughPgBouncer(direct, mode, { default_pool_size: mode === 'session' ? SETTINGS.poolSize : 2 }),
      { prepare },
    );
    await runAll(database);
    expect(database.session()).toMatchObject({ isPooled: true, isPrepared });
  });

  test('statements prepared against advice: the calls succeed, and nothing is prepared any more', async () => {
    const database = open(await throughPgBouncer(direct, 'transaction', { default_pool_size: 2 }), { prepare: 'on' });
    await runAll(database);
    expect(database.session()).toMatchObject({ isPrepared: false });
    await runAll(database);
  });

  test('every statement has a time limit, which stays in its transaction', async () => {
    const pooled = await throughPgBouncer(direct, 'transaction', { default_pool_size: 1 });
    // A lookup that timed out is tried again until the connect timeout is over.
    const hurried = open(pooled, { statementTimeoutMs: 1000, connectTimeoutMs: 2000 });
    // A busy machine may take a second for this one, too.
    await eventually(() => hurried.transaction('write', one).catch(() => undefined));
    const sleep = 'select pg_sleep(600)';
    const kinds: ['read' | 'write', (db: Db) => Promise<unknown>][] = [
      ['write', (db) => db.query(sleep)],
      ['read', (db) => db.query(sleep)],
      ['write', (db) => db.queryOnce(sleep)],
      ['write', (db) => db.lookUpTogether({ lookUp: (own) => own.query(sleep) }, undefined)],
      ['write', (db) => writeAlone(db, sleep)],
    ];
    const observer = await connect(direct.connection);
    for (const [access, wait] of kinds) {
      await expect(hurried.transaction(access, wait)).rejects.toMatchObject({ kind: 'unavailable' });
      // Whoever notices first, the server does not go on.
      await eventually(async () => {
        const { rows } = await observer.query(
          `select from pg_stat_activity where datname = current_database() and state = 'active' and query ~ '^select pg_sleep'`,
        );
        return rows.length === 0;
      });
    }
    const limits = `select current_setting('statement_timeout') as statement,
      current_setting('idle_in_transaction_session_timeout') as idle`;
    const [inside] = await eventually(() =>
      hurried.transaction('write', (db) => db.query(limits)).catch(() => undefined),
    );
    expect(inside).toEqual({ statement: '1s', idle: '30s' });
    const { rows } = await (await connect(pooled)).query(limits);
    expect(rows).toEqual([{ statement: '0', idle: '0' }]);
  });

  test('a search has its own time limit, and the statements after it have the usual one', async () => {
    const database = open(await throughPgBouncer(direct, 'transaction'), { statementTimeoutMs: 4000 });
    const [row] = await database.transaction('read', async (db) => {
      const page: OrderedPage = { order: [['lastReply', 'desc']], offset: 0, limit: 10 };
      await findTicketPage(db, { search: 'anything' }, page);
      return db.query(`select current_setting('statement_timeout') as statement`);
    });
    expect(row).toEqual({ statement: '4s' });
  });

  test('a failed statement on its own leaves nothing behind', async () => {
    const database = open(await throughPgBouncer(direct, 'transaction', { default_pool_size: 1 }), { poolSize: 2 });
    const insert = (name: string) =>
      database.transaction('write', (db) => writeAlone(db, 'insert into tags (name) values ($1)', [name]));
    await insert('once');
    await expect(insert('once')).rejects.toMatchObject({ code: '23505' });
    await expect(insert('twice')).resolves.toEqual([]);
  });

  test('a reading transaction sees one state of the data', async () => {
    const database = open(await throughPgBouncer(direct, 'transaction', { default_pool_size: 2 }));
    const count = 'select count(*) from tags';
    await database.transaction('read', async (db) => {
      const before = await db.query(count);
      await database.transaction('write', (other) => other.query(`insert into tags (name) values ('meanwhile')`));
      expect(await db.query(count)).toEqual(before);
    });
  });

  test('in mode statement: the error says why nothing works', async () => {
    const database = open(await throughPgBouncer(direct, 'statement'));
    await expect(database.transaction('write', one)).rejects.toMatchObject({
      kind: 'unavailable',
      cause: { message: 'transaction blocks not allowed in statement pooling mode' },
    });
  });
});
