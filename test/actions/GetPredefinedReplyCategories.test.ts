import { expectAnswer } from '../support/answers';
import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld();

test('lists all categories in order, or one', async () => {
  const { categoryid } = await world.done('AddPredefinedReplyCategory', { name: 'Billing', sortorder: 2 });
  const inner = await world.done('AddPredefinedReplyCategory', { name: 'Refunds', sortorder: 1, parentid: categoryid });
  await world.done('AddPredefinedReply', { name: 'Reply', reply: 'Text', categoryid });
  const billing = { id: categoryid, parentid: 0, name: 'Billing', replycount: 1, sortorder: 2 };
  const refunds = { id: inner.categoryid, parentid: categoryid, name: 'Refunds', replycount: 0, sortorder: 1 };
  const answer = await world.done('GetPredefinedReplyCategories');
  expectAnswer('GetPredefinedReplyCategories', answer);
  expect(answer).toEqual({ result: 'success', totalresults: 2, categories: { category: [refunds, billing] } });
  expect(await world.done('GetPredefinedReplyCategories', { categoryid })).toMatchObject({
    totalresults: 1,
    categories: { category: [billing] },
  });
});

testRefusals(world, 'GetPredefinedReplyCategories', []);
