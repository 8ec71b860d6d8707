import { expectAnswer } from '../support/answers';
import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld();

test('deletes an item and no other', async () => {
  const { itemid: other } = await world.done('AddToDoItem', { title: 'Do that' });
  const { itemid } = await world.done('AddToDoItem', { title: 'Do it' });
  const answer = await world.done('DeleteToDoItem', { itemid });
  expectAnswer('DeleteToDoItem', answer);
  expect((await world.logged())?.changes).toEqual({ title: ['Do it', null] });
  expect(await world.rows('select id from todo_items')).toEqual([{ id: other }]);
  expect(await world.logged()).toMatchObject({ description: `DeleteToDoItem: itemid ${itemid}` });
});

testRefusals(world, 'DeleteToDoItem', [
  { message: 'To-Do Item ID Not Found', params: {} },
  { message: 'To-Do Item ID Not Found', because: 'no such', params: { itemid: 999_999 } },
]);
