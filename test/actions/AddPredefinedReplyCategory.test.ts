import { expectAnswer } from '../support/answers';
import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld();

test('adds a category after the others, at the top or below another', async () => {
  const answer = await world.done('AddPredefinedReplyCategory', { name: ' Billing ' });
  expectAnswer('AddPredefinedReplyCategory', answer);
  expect(await world.logged()).toMatchObject({ changes: { name: [null, 'Billing'] } });
  await world.done('AddPredefinedReplyCategory', { name: 'Refunds', parentid: answer.categoryid });
  await world.done('AddPredefinedReplyCategory', { name: 'Greetings', parentid: 0, sortorder: 0 });
  expect(await world.rows('select name, parent_id, sort_order from predefined_reply_categories order by id')).toEqual([
    { name: 'Billing', parent_id: null, sort_order: 1 },
    { name: 'Refunds', parent_id: answer.categoryid, sort_order: 2 },
    { name: 'Greetings', parent_id: null, sort_order: 0 },
  ]);
});

testRefusals(world, 'AddPredefinedReplyCategory', [
  { message: 'Parent Category ID Not Found', params: { name: 'New', parentid: 999_999 } },
  { message: 'Name is required, with at most 250 characters', params: {} },
]);
