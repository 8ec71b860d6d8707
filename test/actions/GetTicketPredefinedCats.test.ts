import { expectAnswer } from '../support/answers';
import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld();

const add = async (params: Record<string, unknown>) =>
  (await world.done('AddPredefinedReplyCategory', params)).categoryid as number;

test('lists all categories in order, with the number of their replies', async () => {
  expect(await world.done('GetTicketPredefinedCats')).toEqual({
    result: 'success',
    totalresults: 0,
    categories: { category: [] },
  });
  const billing = await add({ name: 'Billing', sortorder: 2 });
  const refunds = await add({ name: 'Refunds', sortorder: 1, parentid: billing });
  for (const name of ['A', 'B']) await world.done('AddPredefinedReply', { categoryid: refunds, name, reply: 'Text' });
  const answer = await world.done('GetTicketPredefinedCats');
  expectAnswer('GetTicketPredefinedCats', answer);
  expect(answer).toEqual({
    result: 'success',
    totalresults: 2,
    categories: {
      category: [
        { id: refunds, parentid: billing, name: 'Refunds', replycount: 2 },
        { id: billing, parentid: 0, name: 'Billing', replycount: 0 },
      ],
    },
  });
});

testRefusals(world, 'GetTicketPredefinedCats', []);
