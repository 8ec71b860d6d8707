import pino from 'pino';
import { compareAnswers } from '../../src/comparing/diff';
import { Tally } from '../../src/comparing/tally';
import { sweep } from '../../src/server/sweep';
import { recordComparisons } from '../../src/store/comparing/comparisons';
import { useWorld } from '../support/world';

const world = useWorld();

async function record(fill: (tally: Tally) => void): Promise<void> {
  const tally = new Tally();
  fill(tally);
  const { calls, differences } = tally.take();
  await world.desk.database.transaction('write', async (db) => recordComparisons(db, calls, differences));
}

afterEach(() => world.change('truncate comparison_calls, comparison_differences'));

test('several processes write the same rows at once, and nothing is lost', async () => {
  const names = ['GetTicket', 'GetTickets', 'GetClients', 'GetSupportStatuses'];
  const writers = Array.from({ length: 12 }, (_, writer) =>
    record((tally) => {
      // In another order in each process.
      for (let at = 0; at < names.length; at++) {
        const name = names[(at + writer) % names.length] ?? '';
        tally.add(name, '', compareAnswers({ a: 1, b: 1 }, { a: 2, b: 2 }), world.now);
      }
    }),
  );
  await Promise.all(writers);
  const rows = await world.rows('select calls, differing from comparison_calls');
  expect(rows).toEqual(names.map(() => ({ calls: 12, differing: 24 })));
  const differences = await world.rows(
    'select times, jsonb_array_length(examples) as examples from comparison_differences',
  );
  expect(differences).toEqual(names.flatMap(() => Array(2).fill({ times: 12, examples: 3 })));
});

test('a desk that answers nonsense does not fill the table', async () => {
  for (let round = 0; round < 4; round++) {
    await record((tally) => {
      const nonsense = Object.fromEntries(
        Array.from({ length: 200 }, (_, index) => [`f${round}x${index}`, '\0\ud800']),
      );
      tally.add('GetTicket', '', compareAnswers({}, nonsense), world.now);
    });
  }
  expect(await world.rows('select count(*) from comparison_differences')).toEqual([{ count: 600 }]);
  // What is known is still counted.
  await record((tally) => tally.add('GetTicket', '', compareAnswers({}, { f0x0: 1 }), world.now));
  expect(await world.rows("select times from comparison_differences where field = 'f0x0'")).toEqual([{ times: 2 }]);
});

test('what is older than CompareDays is deleted, a day at a time', async () => {
  const days = ['2027-01-01', '2027-01-30', '2027-01-31'];
  for (const day of days) {
    await record((tally) =>
      tally.add('GetTicket', '', compareAnswers({ a: 1 }, { a: 2 }), new Date(`${day}T09:00:00Z`)),
    );
  }
  world.now = new Date('2027-01-31T23:00:00Z');
  await world.done('SetConfigurationValue', { setting: 'CompareDays', value: 1 });
  await sweep(world.desk, pino({ level: 'silent' }));
  const left = 'select distinct day::text from comparison_differences order by 1';
  expect(await world.rows(left)).toEqual([{ day: '2027-01-30' }, { day: '2027-01-31' }]);
  await world.done('SetConfigurationValue', { setting: 'CompareDays', value: 0 });
  world.now = new Date('2028-01-31T23:00:00Z');
  await sweep(world.desk, pino({ level: 'silent' }));
  expect(await world.rows('select count(*) from comparison_calls')).toEqual([{ count: 2 }]);
});
