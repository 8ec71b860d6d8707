import { compareAnswers } from '../../src/comparing/diff';
import { Tally } from '../../src/comparing/tally';
import { recordComparisons } from '../../src/store/comparing/comparisons';
import { expectAnswer } from '../support/answers';
import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld();

beforeEach(async () => {
  const tally = new Tally();
  for (const name of ['GetTicket', 'GetTickets']) tally.add(name, '', compareAnswers({ a: 1 }, { a: 2 }), world.now);
  const { calls, differences } = tally.take();
  await world.desk.database.transaction('write', async (db) => recordComparisons(db, calls, differences));
});

afterEach(() => world.change('truncate comparison_calls, comparison_differences'));

const left = async () =>
  (await world.rows('select action from comparison_differences order by 1')).map(({ action }) => action);

test('forgets everything', async () => {
  const answer = await world.done('ResetComparison');
  expectAnswer('ResetComparison', answer);
  expect(answer).toEqual({ result: 'success', calls: 2, differences: 2 });
  expect(await left()).toEqual([]);
  expect(await world.logged()).toMatchObject({ description: 'Comparison reset: all actions' });
});

test('forgets one action, in any letter case', async () => {
  expect(await world.done('ResetComparison', { actionname: 'getticket' })).toMatchObject({ calls: 1, differences: 1 });
  expect(await left()).toEqual(['GetTickets']);
});

testRefusals(world, 'ResetComparison', []);
