import { type Database, openPool } from '../../src/database/pool';
import type { LookUpTogether, WriteTogether } from '../../src/database/together';
import { createTestDatabase } from '../support/database';
import { eventually } from '../support/eventually';
import { PATIENCE_MS } from '../support/patience';

let database: Database;
/** How many rows each statement had. */
let batches: number[];

beforeAll(async () => {
  const { connection } = await createTestDatabase();
  database = openPool(
    connection,
    { poolSize: 4, statementTimeoutMs: PATIENCE_MS, connectTimeoutMs: PATIENCE_MS, prepare: 'auto' },
    () => {},
  );
});
beforeEach(() => {
  batches = [];
});
afterAll(() => database.close());

/** Writes tags. */
const insertTags: WriteTogether<string, number | undefined> = {
  async write(db, names, deadline) {
    batches.push(names.length);
    const rows = await db.query<{ id: number; name: string }>(
      'insert into tags (name) select unnest($1::text[]) where in_time($2::timestamptz) returning id, name',
      [names, deadline],
    );
    return names.map((name) => rows.find((row) => row.name === name)?.id);
  },
  async find(db, names) {
    const rows = await db.query<{ id: number; name: string }>('select id, name from tags where name = any($1)', [
      names,
    ]);
    return names.map((name) => rows.find((row) => row.name === name)?.id);
  },
};

const insert = (name: string, who = 'a') =>
  database.transaction('write', (db) => db.writeTogether(insertTags, name, true), who);

const count = async (pattern: string): Promise<number> => {
  const [row] = await database.transaction('read', (db) =>
    db.query<{ count: number }>('select count(*) from tags where name like $1', [pattern]),
  );
  return row!.count;
};

/** Lets the first statements wait for everybody: which rows a later one gets depends on who has arrived. */
function whenArrived(count: number): { arrive(): void; here: Promise<void> } {
  let missing = count;
  let isHere = () => {};
  const here = new Promise<void>((resolve) => {
    isHere = resolve;
  });
  const arrive = () => {
    missing -= 1;
    if (missing === 0) isHere();
  };
  return { arrive, here };
}

test('calls at the same time share statements, and each gets its own answer', async () => {
  const names = Array.from({ length: 300 }, (_, at) => `shared ${at}`);
  const ids = await Promise.all(names.map((name) => insert(name)));
  expect(new Set(ids).size).toBe(300);
  const rows = await database.transaction('read', (db) =>
    db.query(`select id, name from tags where name like 'shared %' order by id`),
  );
  expect(rows).toEqual(
    names.map((name, at) => ({ id: ids[at], name })).sort((one, other) => Number(one.id) - Number(other.id)),
  );
  expect(batches.length).toBeLessThan(30);
  expect(Math.max(...batches)).toBe(64);
});

test('a statement gets only so many bytes of rows that have many', async () => {
  const sized = { ...insertTags, sizeOf: (name: string) => Number(/\d+/.exec(name)) * 1_000 };
  const write = (name: string, who: string) =>
    database.transaction('write', (db) => db.writeTogether(sized, name, true), who);
  const names = ['2000 a', '400 b', '400 c', '400 d', '1 e', '1 f', '3000 g'];
  const ids = await Promise.all([...names.map((name) => write(name, 'large')), write('1 z', 'small')]);
  expect(new Set(ids).size).toBe(8);
  // Everybody's first row is taken first, and a row that is too large for any statement has one for itself.
  expect(batches).toEqual([1, 3, 3, 1]);
});

test('a statement gets no more than half of many rows', async () => {
  await Promise.all(Array.from({ length: 32 }, (_, at) => insert(`half ${at}`)));
  expect(batches).toEqual([16, 16]);
});

test('a call alone is written at once', async () => {
  await insert('alone');
  expect(batches).toEqual([1]);
});

test('a row that cannot be written fails no other', async () => {
  await insert('taken');
  const names = ['good 1', 'taken', 'good 2', 'nul \0', 'good 3'];
  const results = await Promise.allSettled(names.map((name) => insert(name)));
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'rejected', 'fulfilled']);
  expect(results[1]).toMatchObject({ reason: { code: '23505' } });
  expect(await count('good %')).toBe(3);
});

test('of many callers, none waits behind all rows of another', async () => {
  const statements: string[][] = [];
  const everybody = whenArrived(401);
  const watched: WriteTogether<string, number | undefined> = {
    ...insertTags,
    async write(db, names, deadline) {
      statements.push(names);
      await everybody.here;
      return insertTags.write(db, names, deadline);
    },
  };
  const write = (name: string, who: string) =>
    database.transaction(
      'write',
      (db) => {
        const written = db.writeTogether(watched, name, true);
        everybody.arrive();
        return written;
      },
      who,
    );
  const many = Array.from({ length: 400 }, (_, at) => write(`many ${at}`, 'busy'));
  await Promise.all([...many, write('one', 'other')]);
  // Two statements are under way when everybody has arrived. The next one takes a row of each caller.
  expect(statements.findIndex((names) => names.includes('one'))).toBeLessThan(3);
  expect(statements.length).toBeGreaterThan(5);
});

test('a row of a call that writes more is in its transaction', async () => {
  const failing = database.transaction('write', async (db) => {
    await db.writeTogether(insertTags, 'rolled back', false);
    throw new Error('changed my mind');
  });
  await expect(failing).rejects.toThrow('changed my mind');
  expect(await count('rolled back')).toBe(0);
  await database.transaction('write', async (db) => {
    await db.query('select 1');
    await db.writeTogether(insertTags, 'within', true);
    await db.query('select 1');
  });
  expect(await count('within')).toBe(1);
});

test('after the row that was all a call writes, no statement may follow', async () => {
  const tooMuch = database.transaction('write', async (db) => {
    await db.writeTogether(insertTags, 'all', true);
    await db.query('select 1');
  });
  await expect(tooMuch).rejects.toThrow('no statement may follow');
});

test('a call that only reads cannot write', async () => {
  const writing = database.transaction('read', (db) => db.writeTogether(insertTags, 'never', true));
  await expect(writing).rejects.toThrow('a read-only call may not write');
});

test('a call that sends no statement takes no connection', async () => {
  const held = Array.from({ length: 20 }, () => database.transaction('write', async () => database.state().free));
  expect(await Promise.all(held)).toEqual(Array(20).fill(4));
});

test.each([
  ['many calls', 'select 1', { kind: 'busy' }],
  [
    'the database',
    'select pg_terminate_backend(pg_backend_pid())',
    { kind: 'unavailable', message: expect.stringMatching(/nothing was done/) },
  ],
])('a row that waited too long behind %s is refused, and told why', async (_what, sql, refusal) => {
  const everybody = whenArrived(3);
  const held: WriteTogether<string, number | undefined> = {
    ...insertTags,
    async write(db, names) {
      everybody.arrive();
      await everybody.here;
      await db.query(sql);
      return names.map(() => 1);
    },
  };
  const write = (options: { withinMs?: number } = {}) =>
    database.transaction('write', (db) => db.writeTogether(held, 'held', true), 'a', options);
  const first = write().catch(() => {});
  await eventually(async () => database.state().free < 4);
  const second = write().catch(() => {});
  await eventually(async () => database.state().free < 3);
  const late = write({ withinMs: 0 });
  everybody.arrive();
  await expect(late).rejects.toMatchObject(refusal);
  await Promise.all([first, second]);
});

test('a row whose answer was lost is found when the database is back', async () => {
  const killed: WriteTogether<string, number | undefined> = {
    ...insertTags,
    async write(db, names, deadline) {
      await insertTags.write(db, names, deadline);
      await db.query('select pg_terminate_backend(pg_backend_pid())');
      throw new Error('not reached');
    },
  };
  const [one, other] = await Promise.all(
    ['lost 1', 'lost 2'].map((name) => database.transaction('write', (db) => db.writeTogether(killed, name, true))),
  );
  expect(one).toEqual(expect.any(Number));
  expect(other).toEqual(expect.any(Number));
  expect(await count('lost %')).toBe(2);
});

test('a row that was not written before the connection broke is reported as unknown', async () => {
  const killed: WriteTogether<string, number | undefined> = {
    ...insertTags,
    async write(db) {
      await db.query('select pg_terminate_backend(pg_backend_pid())');
      throw new Error('not reached');
    },
  };
  await expect(database.transaction('write', (db) => db.writeTogether(killed, 'never', true))).rejects.toMatchObject({
    kind: 'unavailable',
    message: expect.stringMatching(/^Outcome unknown/),
  });
  expect(await count('never')).toBe(0);
});

test('a statement for which nobody waits any more writes nothing', async () => {
  const late: WriteTogether<string, number | undefined> = {
    ...insertTags,
    write: (db, names) => insertTags.write(db, names, new Date(0).toISOString()),
  };
  await expect(database.transaction('write', (db) => db.writeTogether(late, 'late', true))).rejects.toMatchObject({
    kind: 'unavailable',
    message: expect.stringMatching(/nothing was done/),
  });
  expect(await count('late')).toBe(0);
});

test('a clock of the server that is set, or a machine that slept, fails no call', async () => {
  await Promise.all(Array.from({ length: 4 }, (_, at) => insert(`clock ${at}`, `caller ${at}`)));
  const now = performance.now.bind(performance);
  // The connections have learnt what the server's clock is ahead of this one.
  const slept = jest.spyOn(performance, 'now').mockImplementation(() => now() - 60 * 60 * 1000);
  const written = await Promise.all(Array.from({ length: 8 }, (_, at) => insert(`clock set ${at}`, `caller ${at}`)));
  slept.mockRestore();
  expect(written).toEqual(written.map(() => expect.any(Number)));
  expect(await count('clock set %')).toBe(8);
});

describe('looking up', () => {
  /** Looks up tags by name, and counts the keys of each statement. */
  const findTags: LookUpTogether<string, number | null> = {
    async lookUp(db, names) {
      batches.push(names.length);
      const rows = await db.query<{ id: number | null }>(
        `select (select id from tags where name = given.name) as id
         from unnest($1::text[]) with ordinality as given (name, place) order by place`,
        [names],
      );
      return rows.map(({ id }) => id);
    },
  };

  const find = (name: string, who = 'a') =>
    database.transaction('write', (db) => db.lookUpTogether(findTags, name), who);

  test('calls at the same time share statements, and each gets its own answer', async () => {
    const names = Array.from({ length: 100 }, (_, at) => `sought ${at}`);
    const ids = await Promise.all(names.map((name) => insert(name)));
    batches = [];
    expect(await Promise.all([...names, 'missing', ...names].map((name) => find(name)))).toEqual([
      ...ids,
      null,
      ...ids,
    ]);
    expect(batches.length).toBeLessThan(20);
    expect(Math.max(...batches)).toBe(64);
  });

  test('a key that cannot be looked up fails no other', async () => {
    const id = await insert('sound');
    const results = await Promise.allSettled(['sound', 'nul \0', 'sound'].map((name) => find(name)));
    expect(results).toMatchObject([{ value: id }, { reason: { code: '22021' } }, { value: id }]);
  });

  test('of many callers, none waits behind all keys of another', async () => {
    const statements: string[][] = [];
    const everybody = whenArrived(401);
    const watched: LookUpTogether<string, number | null> = {
      async lookUp(db, names) {
        statements.push(names);
        await everybody.here;
        return findTags.lookUp(db, names);
      },
    };
    const look = (name: string, who: string) =>
      database.transaction(
        'write',
        (db) => {
          const found = db.lookUpTogether(watched, name);
          everybody.arrive();
          return found;
        },
        who,
      );
    const many = Array.from({ length: 400 }, () => look('any', 'busy'));
    await Promise.all([...many, look('one', 'other')]);
    expect(statements.findIndex((names) => names.includes('one'))).toBeLessThan(3);
    expect(statements.length).toBeGreaterThan(5);
  });

  test('a look-up begins no transaction, and what the call writes can still go with that of others', async () => {
    const names = Array.from({ length: 10 }, (_, at) => `both ${at}`);
    const write = (name: string) =>
      database.transaction('write', async (db) => {
        await db.lookUpTogether(findTags, name);
        return db.writeTogether(insertTags, name, true);
      });
    await Promise.all(names.map(write));
    expect(batches).toEqual([10, 10]);
    expect(await count('both %')).toBe(10);
  });

  test('a call that has begun looks up what it has written itself', async () => {
    const found = database.transaction('write', async (db) => {
      const id = await db.writeTogether(insertTags, 'own', false);
      expect(await find('own')).toBeNull();
      return [id, await db.lookUpTogether(findTags, 'own')];
    });
    const [id, own] = await found;
    expect(own).toBe(id);
  });

  test('a call that only reads looks up in its snapshot', async () => {
    const found = database.transaction('read', async (db) => {
      await db.query('select 1');
      await insert('too new');
      return [await find('too new'), await db.lookUpTogether(findTags, 'too new')];
    });
    expect(await found).toEqual([expect.any(Number), null]);
  });

  test('a look-up whose connection broke is made again', async () => {
    const id = await insert('after a break');
    let isKilled = false;
    const killed: LookUpTogether<string, number | null> = {
      async lookUp(db, names) {
        if (!isKilled) {
          isKilled = true;
          await db.query('select pg_terminate_backend(pg_backend_pid())');
        }
        return findTags.lookUp(db, names);
      },
    };
    const one = () => database.transaction('write', (db) => db.lookUpTogether(killed, 'after a break'));
    expect(await Promise.all([one(), one()])).toEqual([id, id]);
  });

  test('nothing is looked up after the row that was all a call writes', async () => {
    const tooMuch = database.transaction('write', async (db) => {
      await db.writeTogether(insertTags, 'before a look-up', true);
      await db.lookUpTogether(findTags, 'before a look-up');
    });
    await expect(tooMuch).rejects.toThrow('no statement may follow');
  });
});
