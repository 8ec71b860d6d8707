import { expectAnswer } from '../support/answers';
import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld();

const CLOSED = {
  ...{ id: 6, title: 'Closed', color: '#888888', active: false, awaitingreply: false, closed: true, autoclose: false },
  ...{ slug: 'closed', sortorder: 10 },
};

test('lists all in order', async () => {
  await world.done('AddStatus', { title: 'First', sortorder: 0 });
  const answer = await world.done('GetStatuses');
  expectAnswer('GetStatuses', answer);
  const { statuses } = answer as unknown as { statuses: { status: { title: string; slug: string }[] } };
  expect(statuses.status.map(({ title, slug }) => [title, slug])).toEqual([
    ['First', ''],
    ['Open', 'open'],
    ['Answered', 'answered'],
    ['Customer-Reply', 'customer-reply'],
    ['On Hold', 'on-hold'],
    ['In Progress', 'process'],
    ['Closed', 'closed'],
  ]);
  expect(answer.totalresults).toBe(7);
  expect(statuses.status.at(-1)).toEqual(CLOSED);
});

test.each([
  [6, [CLOSED]],
  [999_999, []],
])('finds one: %j', async (statusid, status) => {
  expect(await world.done('GetStatuses', { statusid })).toEqual({
    ...{ result: 'success', totalresults: status.length },
    statuses: { status },
  });
});

testRefusals(world, 'GetStatuses', []);
