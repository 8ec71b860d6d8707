import { expectAnswer } from '../support/answers';
import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld();

test('counts every status, also unused ones', async () => {
  world.now = new Date('2027-01-31T09:00:00Z');
  for (const [status, duedate] of [
    ['New', '2027-01-30'],
    ['New', '2027-02-01'],
    ['New', ''],
    ['Completed', '2027-01-30'],
    ['Postponed', '2027-01-30'],
  ]) {
    await world.done('AddToDoItem', { title: 'Do it', status, duedate });
  }
  const answer = await world.done('GetToDoItemStatuses');
  expectAnswer('GetToDoItemStatuses', answer);
  expect(answer).toEqual({
    result: 'success',
    totalresults: 5,
    todoitemstatuses: {
      status: [
        { type: 'New', count: 3, overdue: 1 },
        { type: 'Pending', count: 0, overdue: 0 },
        { type: 'In Progress', count: 0, overdue: 0 },
        { type: 'Completed', count: 1, overdue: 0 },
        { type: 'Postponed', count: 1, overdue: 1 },
      ],
    },
  });
});

testRefusals(world, 'GetToDoItemStatuses', []);
