import { expectAnswer } from '../support/answers';
import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld();

const add = async (parentid = 0) =>
  (await world.done('AddPredefinedReplyCategory', { name: 'Category', parentid })).categoryid as number;

test('deletes an empty category', async () => {
  const [kept, categoryid] = [await add(), await add()];
  const answer = await world.done('DeletePredefinedReplyCategory', { categoryid });
  expectAnswer('DeletePredefinedReplyCategory', answer);
  expect((await world.logged())?.changes).toEqual({ name: ['Category', null] });
  expect(await world.rows('select id from predefined_reply_categories')).toEqual([{ id: kept }]);
});

test('a concurrent addition to it is not lost', async () => {
  const ids = await Promise.all(Array.from({ length: 5 }, () => add()));
  await Promise.all(
    ids.map(async (categoryid) => {
      const [added, deleted] = await Promise.all([
        world.call('AddPredefinedReply', { name: 'Reply', reply: 'Text', categoryid }),
        world.call('DeletePredefinedReplyCategory', { categoryid }),
      ]);
      expect([added.result, deleted.result].sort()).toEqual(['error', 'success']);
      const rows = await world.rows('select 1 from predefined_replies where category_id = $1', [categoryid]);
      expect(rows).toHaveLength(added.result === 'success' ? 1 : 0);
    }),
  );
});

testRefusals(world, 'DeletePredefinedReplyCategory', [
  { message: 'Category ID Not Found', params: { categoryid: 999_999 } },
  {
    message: 'The category is not empty',
    because: 'a reply',
    params: async () => {
      const categoryid = await add();
      await world.done('AddPredefinedReply', { name: 'Reply', reply: 'Text', categoryid });
      return { categoryid };
    },
  },
  {
    message: 'The category is not empty',
    because: 'a category',
    params: async () => {
      const categoryid = await add();
      await add(categoryid);
      return { categoryid };
    },
  },
]);
