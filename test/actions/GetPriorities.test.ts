import { expectAnswer } from '../support/answers';
import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld();

test('lists all in order', async () => {
  await world.change('insert into priorities (id, name, sort_order) values (9, $1, 0)', ['First']);
  const answer = await world.done('GetPriorities');
  expectAnswer('GetPriorities', answer);
  expect(answer).toMatchObject({
    totalresults: 4,
    priorities: {
      priority: [
        { id: 9, name: 'First', publicid: 9, sortorder: 0 },
        { id: 1, name: 'Low', publicid: 2, sortorder: 1 },
        { id: 2, name: 'Medium', publicid: 3, sortorder: 2 },
        { id: 3, name: 'High', publicid: 1, sortorder: 3 },
      ],
    },
  });
});

test.each([
  [3, [{ id: 3, name: 'High', publicid: 1, sortorder: 3 }]],
  [999_999, []],
])('finds one: %j', async (priorityid, priority) => {
  expect(await world.done('GetPriorities', { priorityid })).toEqual({
    ...{ result: 'success', totalresults: priority.length },
    priorities: { priority },
  });
});

testRefusals(world, 'GetPriorities', []);
