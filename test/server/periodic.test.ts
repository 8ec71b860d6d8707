import { setTimeout as pause } from 'node:timers/promises';
import { type Database, openPool } from '../../src/database/pool';
import { inOneProcess, startPeriodic } from '../../src/server/periodic';
import { createTestDatabase } from '../support/database';
import { eventually } from '../support/eventually';
import { PATIENCE_MS } from '../support/patience';

const SETTINGS = {
  ...{ poolSize: 4, statementTimeoutMs: PATIENCE_MS, connectTimeoutMs: PATIENCE_MS },
  prepare: 'auto' as const,
};

/** Two pools are as separate as those of two processes. */
let databases: Database[];

beforeAll(async () => {
  const { connection } = await createTestDatabase();
  databases = [1, 2].map(() => openPool(connection, SETTINGS, () => {}));
});

afterAll(() => Promise.all(databases.map((database) => database.close())));

test('two processes never do the same work at the same time', async () => {
  let running = 0;
  let most = 0;
  const done = [0, 0];
  const stops = databases.map((database, index) =>
    startPeriodic([
      {
        everyMs: 5,
        run: () =>
          inOneProcess(database, 'counting', async (db) => {
            most = Math.max(most, ++running);
            await db.query('select pg_sleep(0.01)');
            running--;
            done[index]!++;
          }),
        onFailure: (error) => {
          throw error;
        },
      },
    ]),
  );
  await eventually(() => done.every((count) => count >= 3));
  for (const stop of stops) stop();
  expect(most).toBe(1);
});

test('work of another name, and of a process whose lock was rolled back, is done', async () => {
  const [one, other] = databases as [Database, Database];
  const meanwhile = await inOneProcess(one, 'first', async () => [
    await inOneProcess(other, 'first', async () => 'done'),
    await inOneProcess(other, 'second', async () => 'done'),
  ]);
  expect(meanwhile).toEqual([undefined, 'done']);
  await expect(inOneProcess(one, 'first', () => Promise.reject(new Error('failed')))).rejects.toThrow('failed');
  expect(await inOneProcess(other, 'first', async () => 'done')).toBe('done');
});

test('work that takes longer than its interval is not begun again, and none begins after the stop', async () => {
  let begun = 0;
  let failures = 0;
  let finish = () => {};
  const stop = startPeriodic([
    {
      everyMs: 1,
      run: (isWanted) => {
        begun++;
        return new Promise<void>((resolve, reject) => {
          finish = isWanted() ? () => reject(new Error('failed')) : resolve;
        });
      },
      onFailure: () => failures++,
    },
  ]);
  await eventually(() => begun === 1);
  // Twenty intervals.
  await pause(20);
  expect(begun).toBe(1);
  finish();
  await eventually(() => begun === 2);
  expect(failures).toBe(1);
  stop();
  finish();
  await pause(20);
  expect(begun).toBe(2);
});
