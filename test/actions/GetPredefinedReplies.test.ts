import { expectAnswer } from '../support/answers';
import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld();

let categoryid: unknown;
const ids: Record<string, unknown> = {};

beforeAll(async () => {
  categoryid = (await world.done('AddPredefinedReplyCategory', { name: 'Billing' })).categoryid;
  const replies = [
    { name: 'Paid', reply: '100% thanks', sortorder: 3, categoryid },
    { name: 'Due', reply: 'Please pay', sortorder: 2, categoryid },
    { name: 'Hello', reply: 'Welcome', sortorder: 1 },
  ];
  for (const reply of replies) ids[reply.name] = (await world.done('AddPredefinedReply', reply)).predefinedreplyid;
});

test('answers whole replies', async () => {
  const answer = await world.done('GetPredefinedReplies', { predefinedreplyid: ids.Paid });
  expectAnswer('GetPredefinedReplies', answer);
  const predefinedreply = [{ id: ids.Paid, categoryid, name: 'Paid', reply: '100% thanks', sortorder: 3 }];
  expect(answer).toEqual({
    result: 'success',
    totalresults: 1,
    startnumber: 0,
    numreturned: 1,
    predefinedreplies: { predefinedreply },
  });
});

test.each<[Record<string, unknown>, number, string[]]>([
  [{}, 3, ['Hello', 'Due', 'Paid']],
  [{ categoryid: 'billing' }, 2, ['Due', 'Paid']],
  [{ categoryid: 0 }, 1, ['Hello']],
  [{ categoryid: 999_999 }, 0, []],
  [{ predefinedreplyid: 999_999 }, 0, []],
  [{ search: 'PA' }, 2, ['Due', 'Paid']],
  [{ search: '%' }, 1, ['Paid']],
  [{ limitstart: 1, limitnum: 1 }, 3, ['Due']],
  [{ limitstart: 5 }, 3, []],
  [{ limitnum: 0 }, 3, []],
])('%j', async (params, totalresults, names) => {
  const sent = params.categoryid === 'billing' ? { ...params, categoryid } : params;
  const answer = await world.done('GetPredefinedReplies', sent);
  expect(answer).toMatchObject({ totalresults, startnumber: params.limitstart ?? 0, numreturned: names.length });
  const { predefinedreply } = answer.predefinedreplies as { predefinedreply: { name: string }[] };
  expect(predefinedreply.map(({ name }) => name)).toEqual(names);
});

testRefusals(world, 'GetPredefinedReplies', [
  { message: 'Parameter "limitstart" is out of range', params: { limitstart: -1 } },
]);
