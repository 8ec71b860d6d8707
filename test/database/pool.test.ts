import { Client } from 'pg';
import { type Connection, type Database, openPool, type PoolSettings } from '../../src/database/pool';
import { ApiError } from '../../src/errors';
import { startEmbeddedPostgres } from '../../src/postgres/embedded-postgres';
import { createTestDatabase, type TestDatabase, urlOf } from '../support/database';
import { eventually } from '../support/eventually';
import { kill } from '../support/left-processes';
import { PATIENCE_MS } from '../support/patience';
import { postgresPids } from '../support/server-process';
import { removeFolder, temporaryFolder } from '../support/temporary-folder';

const SETTINGS: PoolSettings = {
  poolSize: 2,
  statementTimeoutMs: PATIENCE_MS,
  connectTimeoutMs: PATIENCE_MS,
  prepare: 'auto',
};

/** What nobody has to wait on the busiest machine, and far less than what takes for ever. */
const SOON_MS = 20_000;

const BUSY = new ApiError('busy', 'Too many calls at once, please try again shortly');
const UNAVAILABLE = new ApiError(
  'unavailable',
  'The database is not available right now: nothing was done, please try again shortly',
);
const UNKNOWN = new ApiError(
  'unavailable',
  'Outcome unknown: the database did not confirm this request, retry it with the same Idempotency-Key',
);

let testDatabase: TestDatabase;
let database: Database;
const idleErrors: Error[] = [];

const openOn = (connection: Connection, settings: Partial<PoolSettings> = {}): Database =>
  openPool(connection, { ...SETTINGS, ...settings }, (error) => idleErrors.push(error));

/** Runs a statement on a separate connection, outside any pool. */
async function elsewhere<Row extends object>(sql: string): Promise<Row[]> {
  const client = new Client(testDatabase.connection);
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}

const things = async (): Promise<number[]> =>
  (await elsewhere<{ id: number }>('select id from things order by id')).map(({ id }) => id);

const add = 'insert into things (id) values ($1)';

const failureOf = async (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  );

const expectRefused = async (work: Promise<unknown>, expected: ApiError): Promise<void> => {
  const error = await failureOf(work);
  expect(error).toBeInstanceOf(ApiError);
  expect(error).toMatchObject({ kind: expected.kind, message: expected.message });
};

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  await elsewhere('create table things (id int primary key)');
  database = openOn(testDatabase.connection);
});

beforeEach(() => elsewhere('truncate things'));

afterAll(async () => {
  await database.close();
});

describe('a transaction', () => {
  test('commits when the work succeeds, and returns its result', async () => {
    const result = await database.transaction('write', async (db) => {
      await db.query(add, [1]);
      await db.queryOnce(add, [2]);
      db.send(add, [3]);
      return 'done';
    });
    expect(result).toBe('done');
    expect(await things()).toEqual([1, 2, 3]);
  });

  test('rolls back when the work throws, and passes the error on', async () => {
    const error = new Error('no');
    const work = database.transaction('write', async (db) => {
      await db.query(add, [1]);
      db.send(add, [2]);
      throw error;
    });
    expect(await failureOf(work)).toBe(error);
    expect(await things()).toEqual([]);
  });

  test('passes on the refusal of an action', async () => {
    const refusal = new ApiError('not_found', 'Ticket ID Not Found');
    const work = database.transaction('write', async (db) => {
      await db.query(add, [1]);
      throw refusal;
    });
    expect(await failureOf(work)).toBe(refusal);
    expect(await things()).toEqual([]);
  });

  test('rolls back when a statement fails that was not waited for', async () => {
    const work = database.transaction('write', async (db) => {
      await db.query(add, [1]);
      db.send(add, [1]);
      db.send(add, [2]);
      return 'done';
    });
    expect(await failureOf(work)).toMatchObject({ code: '23505' });
    expect(await things()).toEqual([]);
  });

  test('says why a statement failed that was not waited for, also if another follows', async () => {
    const work = database.transaction('write', async (db) => {
      await db.query(add, [1]);
      db.send(add, [1]);
      db.send(add, [2]);
      return db.query('select 1');
    });
    expect(await failureOf(work)).toMatchObject({ code: '23505' });
    expect(await things()).toEqual([]);
  });

  test('is tried again if a row was gone for a statement that was not waited for, also if another follows', async () => {
    let attempts = 0;
    const work = database.transaction('write', async (db) => {
      attempts += 1;
      if (attempts === 1) db.send(`do $$ begin raise exception 'gone' using errcode = 'foreign_key_violation'; end $$`);
      await db.query('select 1');
      return attempts;
    });
    expect(await work).toBe(2);
  });

  test('rolls back when a statement fails at commit', async () => {
    await elsewhere(
      'create table pairs (id int primary key, other int references pairs deferrable initially deferred)',
    );
    const work = database.transaction('write', async (db) => {
      await db.query(add, [1]);
      await db.query('insert into pairs values (1, 2)');
    });
    expect(await failureOf(work)).toMatchObject({ code: '23503' });
    expect(await things()).toEqual([]);
  });

  test('rolls back even if the work catches the failure', async () => {
    const work = database.transaction('write', async (db) => {
      await db.query(add, [1]);
      await db.query(add, [1]).catch(() => {});
    });
    expect(await failureOf(work)).toBeInstanceOf(Error);
    expect(await things()).toEqual([]);
  });

  test('cannot write in read mode', async () => {
    const work = database.transaction('read', (db) => db.query(add, [1]));
    expect(await failureOf(work)).toMatchObject({ cause: { code: '25006' } });
    expect(await things()).toEqual([]);
  });

  test('sees a single state of the data in read mode', async () => {
    const counts = await database.transaction('read', async (db) => {
      const [before] = await db.query<{ count: number }>('select count(*) from things');
      await elsewhere('insert into things values (1)');
      const [after] = await db.query<{ count: number }>('select count(*) from things');
      return [before!.count, after!.count];
    });
    expect(counts).toEqual([0, 0]);
    expect(await things()).toEqual([1]);
  });

  test('without statements costs nothing and returns its connection', async () => {
    for (let round = 0; round < 5; round += 1)
      expect(await database.transaction('write', async () => round)).toBe(round);
  });

  test('returns every connection after failures of every kind', async () => {
    const failing = [
      () => database.transaction('write', () => Promise.reject(new Error('no'))),
      () => database.transaction('write', (db) => db.query('select nonsense')),
      () => database.transaction('read', (db) => db.query(add, [1])),
      () =>
        database.transaction('write', async (db) => {
          db.send('select nonsense');
        }),
    ];
    for (let round = 0; round < 5; round += 1) {
      for (const fail of failing) expect(await failureOf(fail())).toBeInstanceOf(Error);
    }
    await Promise.all(
      Array.from({ length: 20 }, (_, id) => database.transaction('write', (db) => db.query(add, [id]))),
    );
    expect(await things()).toHaveLength(20);
    expect(
      await elsewhere(
        "select 1 from pg_stat_activity where state like 'idle in transaction%' and datname = current_database()",
      ),
    ).toEqual([]);
  });

  test('answers statements that were started together in their order', async () => {
    const answers = await database.transaction('read', (db) =>
      Promise.all(Array.from({ length: 50 }, (_, n) => db.query<{ n: number }>('select $1::int as n', [n]))),
    );
    expect(answers.map(([row]) => row!.n)).toEqual(Array.from({ length: 50 }, (_, n) => n));
  });

  test('reads counts and 64-bit integers as numbers', async () => {
    const [row] = await database.transaction('read', (db) => db.query('select 9007199254740991::int8 as n'));
    expect(row).toEqual({ n: 9_007_199_254_740_991 });
  });
});

describe('trouble', () => {
  test('a statement that takes too long', async () => {
    const hurried = openOn(testDatabase.connection, { statementTimeoutMs: 1000 });
    // A busy machine may take a second for this one, too.
    await eventually(() => hurried.transaction('write', (db) => db.query('select 1')).catch(() => undefined));
    const started = performance.now();
    await expectRefused(
      hurried.transaction('write', (db) => db.query('select pg_sleep(600)')),
      UNAVAILABLE,
    );
    // On a quiet machine, it is one second.
    expect(performance.now() - started).toBeLessThan(SOON_MS);
    await hurried.close();
  });

  test('a connection that breaks in the middle', async () => {
    const work = database.transaction('write', async (db) => {
      await db.query(add, [1]);
      await db.query('select pg_terminate_backend(pg_backend_pid())');
    });
    await expectRefused(work, UNAVAILABLE);
    expect(await things()).toEqual([]);
  });

  test('a connection that breaks at commit: the outcome is unknown', async () => {
    await elsewhere(`
      create table doomed (id int);
      create function cut() returns trigger language plpgsql as
        'begin perform pg_terminate_backend(pg_backend_pid()); return null; end';
      create constraint trigger cut after insert on doomed deferrable initially deferred
        for each row execute function cut()`);
    await expectRefused(
      database.transaction('write', (db) => db.query('insert into doomed values (1)')),
      UNKNOWN,
    );
    expect(await database.transaction('read', (db) => db.query('select 1 as one'))).toEqual([{ one: 1 }]);
  });

  test('idle connections that break: reported and replaced', async () => {
    await database.transaction('write', (db) => db.query('select 1'));
    const before = idleErrors.length;
    await elsewhere(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where datname = current_database() and application_name = 'hatchdesk'`,
    );
    await eventually(() => idleErrors.length > before);
    await database.transaction('write', (db) => db.query(add, [1]));
    expect(await things()).toEqual([1]);
  });

  test('a server that lacks what the connection asks for', async () => {
    const encrypted = openOn({ connectionString: `${urlOf(testDatabase.connection)}&sslmode=require` });
    await expectRefused(
      encrypted.transaction('read', (db) => db.query('select 1')),
      UNAVAILABLE,
    );
    await encrypted.close();
  });

  test('no server at the address', async () => {
    const nowhere = openOn({ connectionString: 'postgres://127.0.0.1:1/nothing' }, { connectTimeoutMs: 300 });
    const started = performance.now();
    await expectRefused(
      nowhere.transaction('read', (db) => db.query('select 1')),
      UNAVAILABLE,
    );
    // On a quiet machine, it is 0.3 seconds.
    expect(performance.now() - started).toBeLessThan(SOON_MS);
    await nowhere.close();
  });

  test('a deadlock: one transaction is rolled back and retried', async () => {
    await database.transaction('write', (db) => db.query('insert into things values (1), (2)'));
    let holding = 0;
    let bothHold = () => {};
    const held = new Promise<void>((resolve) => {
      bothHold = resolve;
    });
    const touch = 'update things set id = id where id = $1';
    const inOrder = (first: number, second: number) =>
      database.transaction('write', async (db) => {
        await db.query("set local deadlock_timeout = '20ms'");
        await db.query(touch, [first]);
        holding += 1;
        if (holding === 2) bothHold();
        await held;
        await db.query(touch, [second]);
      });
    await Promise.all([inOrder(1, 2), inOrder(2, 1)]);
    expect(holding).toBeGreaterThanOrEqual(3);
  });

  test('a deadlock that occurs again and again: the transaction is retried until it succeeds, but not for ever', async () => {
    const deadlock = `do $$ begin raise exception 'again' using errcode = 'deadlock_detected'; end $$`;
    const deadlocked = (times: number) => {
      let attempts = 0;
      return database.transaction('write', async (db) => {
        attempts += 1;
        if (attempts <= times) await db.query(deadlock);
        return attempts;
      });
    };
    expect(await deadlocked(3)).toBe(4);
    await expectRefused(deadlocked(100), UNAVAILABLE);
  });

  test('all connections in use for too long', async () => {
    const small = openOn(testDatabase.connection, { poolSize: 2, connectTimeoutMs: 2000, statementTimeoutMs: 2000 });
    let free = () => {};
    const freed = new Promise<void>((resolve) => {
      free = resolve;
    });
    const take = () =>
      new Promise<{ over: Promise<void> }>((taken, failed) => {
        const over = small.transaction('write', async (db) => {
          await db.query('select 1');
          taken({ over });
          await freed;
        });
        over.catch(failed);
      });
    const busy = [await take(), await take()];
    await expectRefused(
      small.transaction('write', (db) => db.query(add, [1])),
      BUSY,
    );
    free();
    await Promise.all(busy.map(({ over }) => over));
    await small.transaction('write', (db) => db.query(add, [2]));
    expect(await things()).toEqual([2]);
    await small.close();
  });

  test('a connection that ends after the pool was closed is not reported', async () => {
    const heard: Error[] = [];
    const closing = openPool(testDatabase.connection, SETTINGS, (error) => heard.push(error));
    await closing.transaction('read', (db) => db.query('select 1'));
    await Promise.all([
      closing.close(),
      elsewhere(
        `select pg_terminate_backend(pid) from pg_stat_activity
         where datname = current_database() and application_name = 'hatchdesk'`,
      ),
    ]);
    await database.transaction('read', (db) => db.query('select 1'));
    expect(heard).toEqual([]);
  });
});

describe('a server that freezes, goes down and restarts', () => {
  const folder = temporaryFolder();
  const start = () => startEmbeddedPostgres({ dataRoot: `${folder}/data`, settings: { fsync: 'off' } });
  let server: Awaited<ReturnType<typeof start>>;

  beforeAll(async () => {
    server = await start();
  });

  afterAll(async () => {
    for (const pid of postgresPids(folder)) kill(pid, 'SIGCONT');
    await server.stop();
    removeFolder(folder);
  });

  test('is reported as unavailable in time, and used again', async () => {
    const pool = openOn(server.connection, { statementTimeoutMs: 1000, connectTimeoutMs: 1000 });
    const ask = () => pool.transaction('write', (db) => db.query<{ one: number }>('select 1 as one'));
    const timed = async (expected: ApiError): Promise<void> => {
      const started = performance.now();
      await expectRefused(ask(), expected);
      // Two seconds, and three while it is frozen, on a quiet machine.
      expect(performance.now() - started).toBeLessThan(SOON_MS);
    };
    try {
      expect(await eventually(() => ask().catch(() => undefined))).toEqual([{ one: 1 }]);

      for (const pid of postgresPids(folder)) kill(pid, 'SIGSTOP');
      await Promise.all([timed(UNAVAILABLE), timed(UNAVAILABLE), timed(UNAVAILABLE)]);
      for (const pid of postgresPids(folder)) kill(pid, 'SIGCONT');
      await eventually(() => ask().catch(() => undefined));

      await server.stop();
      await timed(UNAVAILABLE);
      server = await start();
      await eventually(() => ask().catch(() => undefined));
    } finally {
      await pool.close();
    }
  });
});
