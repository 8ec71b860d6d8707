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

test('skips any number of replies', async () => {
  const answer = await world.done('GetPredefinedReplies', { limitstart: '9223372036854775807' });
  expect(answer).toMatchObject({ totalresults: 3, numreturned: 0 });
});

test('finds replies by their key, and answers it only if asked', async () => {
  const { predefinedreplyid } = await world.done('AddPredefinedReply', { name: 'Bye', reply: 'So long', key: 'ciao' });
  const found = async (params: Record<string, unknown>) => {
    const answer = await world.done('GetPredefinedReplies', params);
    expectAnswer('GetPredefinedReplies', answer);
    return (answer.predefinedreplies as { predefinedreply: Record<string, unknown>[] }).predefinedreply;
  };
  const row = { id: predefinedreplyid, categoryid: 0, name: 'Bye', reply: 'So long', sortorder: 4 };
  expect(await found({ search: 'CIA' })).toEqual([row]);
  expect(await found({ key: 'Ciao', withkey: true })).toEqual([{ ...row, key: 'ciao' }]);
  expect(await found({ key: 'cia' })).toEqual([]);
  expect(await found({ predefinedreplyid: ids.Paid, withkey: true })).toMatchObject([{ key: '' }]);
  await world.done('DeletePredefinedReply', { predefinedreplyid });
});

const TEXT =
  'Dear {$client_first_name} ([NAME], [EMAIL]), {$ticket_subject} is {$ticket_id}.{if $agent_name} {$agent_name}{/if}\n{$signature}';

test.each<[string, boolean, (tid: string) => string]>([
  [
    'plain text',
    false,
    (tid) =>
      `Dear *Ann* (*Ann* [x](http://e.example), ann_b@example.com), {$ticket_id} <b> is ${tid}. Jo Admin\n-- \n**Jo**`,
  ],
  [
    'Markdown, in which what people wrote stays plain',
    true,
    (tid) =>
      `Dear \\*Ann\\* (\\*Ann\\* \\[x\\](http://e.example), ann\\_b@example.com), \\{$ticket\\_id\\} \\<b\\> is ${tid}. Jo Admin\n-- \n**Jo**`,
  ],
])('fills in the variables for a ticket: %s', async (_what, markdown, expected) => {
  await world.change('delete from staff');
  const jo = await world.admin('jo');
  await world.change('update staff set signature = $2 where id = $1', [jo, '-- \n**Jo**']);
  const { id, tid } = await world.ticket({
    ...{ name: '*Ann* [x](http://e.example)', email: 'ann_b@example.com', subject: '{$ticket_id} <b>', noemail: true },
  });
  const { predefinedreplyid } = await world.done('AddPredefinedReply', { name: 'Fill', reply: TEXT });
  const answer = await world.done('GetPredefinedReplies', { predefinedreplyid, ticketid: id, markdown }, 'jo');
  expectAnswer('GetPredefinedReplies', answer);
  expect(answer.predefinedreplies).toMatchObject({
    predefinedreply: [{ reply: TEXT, key: '', filled: expected(tid) }],
  });
});

async function longText() {
  const { id } = await world.ticket({ name: 'x'.repeat(250), noemail: true });
  const reply = '{$client_name}'.repeat(4_500);
  return {
    predefinedreplyid: (await world.done('AddPredefinedReply', { name: 'Long', reply })).predefinedreplyid,
    ticketid: id,
  };
}

testRefusals(world, 'GetPredefinedReplies', [
  { message: 'Ticket ID Not Found', params: { ticketid: 999_999 } },
  { message: 'The message may have at most 1000000 characters', params: longText },
  { message: 'Parameter "limitstart" is out of range', params: { limitstart: -1 } },
]);
