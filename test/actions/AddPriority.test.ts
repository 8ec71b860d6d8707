import { expectAnswer } from '../support/answers';
import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld();

const priorityOf = async (id: unknown) => (await world.rows('select * from priorities where id = $1', [id]))[0];

test('adds a priority after the others, with the next number', async () => {
  await world.done('UpdatePriority', { priorityid: 1, publicid: 40 });
  const answer = await world.done('AddPriority', { name: ' Urgent ' });
  expectAnswer('AddPriority', answer);
  expect(await priorityOf(answer.priorityid)).toEqual({
    ...{ id: answer.priorityid, name: 'Urgent', names: {} },
    ...{ public_id: 41, sort_order: 4 },
  });
  expect((await world.logged())?.changes).toEqual({ name: [null, 'Urgent'] });
  expect(await world.ticket({ priority: 'urgent' })).toMatchObject({ result: 'success' });
});

test('with the number and the position that were sent', async () => {
  const { priorityid } = await world.done('AddPriority', { name: 'Whenever', publicid: 7, sortorder: 0 });
  expect(await priorityOf(priorityid)).toMatchObject({ public_id: 7, sort_order: 0 });
});

test('of two concurrent calls, only one gets the number', async () => {
  const calls = ['One', 'Two'].map((name) => world.call('AddPriority', { name, publicid: 50 }));
  const answers = await Promise.all(calls);
  expect(answers.map(({ result }) => result).sort()).toEqual(['error', 'success']);
  expect(answers).toContainEqual({ result: 'error', message: 'There is a priority of that publicid already' });
});

testRefusals(world, 'AddPriority', [
  { message: 'Name is required, with at most 250 characters', params: {} },
  { message: 'Name is required, with at most 250 characters', because: 'blank', params: { name: ' ' } },
  { message: 'Name is required, with at most 250 characters', because: 'long', params: { name: 'x'.repeat(251) } },
  { message: 'There is a priority of that name already', params: { name: 'hIGH' } },
  { message: 'There is a priority of that publicid already', params: { name: 'New', publicid: 3 } },
  {
    message: 'There is a priority of that publicid already',
    because: 'an id that stands for the number',
    params: async () => {
      const { priorityid } = await world.done('AddPriority', { name: 'Without a number' });
      await world.change('update priorities set public_id = null where id = $1', [priorityid]);
      return { name: 'New', publicid: priorityid };
    },
  },
  { message: 'Parameter "publicid" is out of range', params: { name: 'New', publicid: 0 } },
  {
    message: 'Parameter "publicid" is out of range',
    because: 'great',
    params: { name: 'New', publicid: 1_000_000_001 },
  },
]);
