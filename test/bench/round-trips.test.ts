import { join } from 'node:path';
import { Client } from 'pg';
import { tripsOf } from '../../bench/opening/round-trips';
import { startSlowProxy } from '../../bench/opening/slow-proxy';
import { createTestDatabase } from '../support/database';
import { eventually } from '../support/eventually';

const onEnd: (() => void)[] = [];
afterAll(() => {
  for (const end of onEnd) end();
});

test('a wait counts by how much longer it takes, whatever else varies', () => {
  expect(tripsOf([5, 4, 90], [104, 106, 140], 100)).toBe(1);
  expect(tripsOf([5, 4, 90], [3, 5, 4], 100)).toBe(0);
  expect(tripsOf([5], [105, 205, 205, 305], 100)).toBe(2);
});

test('counts what one session waits for, while another one talks all the time', async () => {
  const { connection } = await createTestDatabase();
  const proxy = await startSlowProxy(join(connection.host, `.s.PGSQL.${connection.port}`));
  // Whatever fails, both sessions end with the proxy.
  onEnd.push(proxy.close);
  const sessions = [0, 1].map(() => new Client({ ...connection, host: '127.0.0.1', port: proxy.port }));
  const [caller, other] = sessions as [Client, Client];
  for (const session of sessions) session.on('error', () => {});
  await Promise.all(sessions.map((session) => session.connect()));
  let asked = 0;
  let isOver = false;
  const talking = (async () => {
    for (; !isOver; asked++) await other.query('select 1');
  })();

  const timed = async (): Promise<number> => {
    const began = performance.now();
    await caller.query('select 1');
    await caller.query('select 1; select 2');
    return performance.now() - began;
  };
  // The quickest of several, because a busy machine only adds time.
  const usual = Math.min(await timed(), await timed(), await timed());
  const delay = 300;
  proxy.delay(delay);
  const before = asked;
  let quickest = Number.POSITIVE_INFINITY;
  await eventually(async () => {
    quickest = Math.min(quickest, await timed(), await timed(), await timed());
    return tripsOf([usual], [quickest], delay) <= 2;
  });
  expect(asked).toBeGreaterThan(before);
  expect(tripsOf([usual], [quickest], delay)).toBe(2);

  isOver = true;
  await talking;
});
