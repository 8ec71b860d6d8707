import { expectAnswer } from '../support/answers';
import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld();

test('lists all replies in order, or those of one category', async () => {
  const { categoryid } = await world.done('AddPredefinedReplyCategory', { name: 'Billing' });
  const ids: unknown[] = [];
  for (const params of [
    { name: 'B', sortorder: 2 },
    { name: 'A', sortorder: 1, categoryid },
  ]) {
    ids.push(
      (await world.done('AddPredefinedReply', { ...params, reply: `Text of ${params.name}` })).predefinedreplyid,
    );
  }
  const answer = await world.done('GetTicketPredefinedReplies', { catid: categoryid });
  expectAnswer('GetTicketPredefinedReplies', answer);
  const predefinedreply = [{ id: ids[1], name: 'A', reply: 'Text of A' }];
  expect(answer).toEqual({ result: 'success', totalresults: 1, predefinedreplies: { predefinedreply } });
  const all = { totalresults: 2, predefinedreplies: { predefinedreply: [{ name: 'A' }, { name: 'B' }] } };
  expect(await world.done('GetTicketPredefinedReplies')).toMatchObject(all);
  expect(await world.done('GetTicketPredefinedReplies', { catid: '0' })).toMatchObject(all);
  expect(await world.done('GetTicketPredefinedReplies', { catid: 999_999 })).toMatchObject({ totalresults: 0 });
});

testRefusals(world, 'GetTicketPredefinedReplies', [
  { message: 'Parameter "catid" must be a whole number', params: { catid: 'x' } },
]);
