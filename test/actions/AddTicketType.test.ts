import { expectAnswer } from '../support/answers';
import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld();

test('adds a type after the others', async () => {
  const answer = await world.done('AddTicketType', { name: ' Question ' });
  expectAnswer('AddTicketType', answer);
  const { types } = (await world.done('GetTicketTypes')) as unknown as { types: { type: unknown[] } };
  expect(types.type.at(-1)).toEqual({ id: answer.typeid, name: 'Question', sortorder: 4 });
});

test('takes a place', async () => {
  const { typeid } = await world.done('AddTicketType', { name: 'Urgent question', sortorder: 0 });
  const { types } = (await world.done('GetTicketTypes')) as unknown as { types: { type: { id: number }[] } };
  expect(types.type.findIndex(({ id }) => id === typeid)).toBe(1);
});

test('is recorded in the activity log', async () => {
  const { typeid } = await world.done('AddTicketType', { name: 'Wish' });
  expect(await world.logged()).toMatchObject({
    action: 'AddTicketType',
    description: `AddTicketType: typeid ${typeid}`,
    changes: { name: [null, 'Wish'] },
  });
});

testRefusals(world, 'AddTicketType', [
  { message: 'Name is required, with at most 250 characters', params: {} },
  { message: 'Name is required, with at most 250 characters', because: 'blank', params: { name: ' ' } },
  { message: 'Name is required, with at most 250 characters', because: 'long', params: { name: 'x'.repeat(251) } },
  { message: 'There is a ticket type of that name already', params: { name: 'pROBLEM' } },
  { message: 'Parameter "sortorder" must be a whole number', params: { name: 'New', sortorder: 'x' } },
]);
