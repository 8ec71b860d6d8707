import { expectAnswer } from '../support/answers';
import { testRefusals } from '../support/refusals';
import { base64 } from '../support/requests';
import { scheduledReplies } from '../support/scheduled-replies';
import { useWorld } from '../support/world';

const world = useWorld();
const { schedule, find, passed, stopAnswered, messages } = scheduledReplies(world);

beforeAll(async () => {
  for (const username of ['jo', 'other']) await world.admin(username);
});

const answered = (ticketid: number) =>
  world.done('AddTicketReply', { ticketid, message: 'More', name: 'Gus', email: 'gus@example.com', noemail: true });

test('sends a reply before it is due', async () => {
  const { id } = await world.ticket();
  const scheduledid = await schedule({ ticketid: id, delay: 3600 });
  const answer = await world.call('SendScheduledReply', { scheduledid }, 'jo');
  expectAnswer('SendScheduledReply', answer);
  expect(answer).toMatchObject({ state: 'sent', reason: '', replyid: (await find(scheduledid)).replyid });
  expect(await messages(id)).toEqual(['Later']);
});

/** Lets something happen to the ticket of a scheduled reply, in each of the ways that stop it. */
const HAPPENINGS: [reason: string, happen: (ticketid: number) => Promise<unknown>][] = [
  ['reply', answered],
  ['reply', (ticketid) => world.done('AddTicketReply', { ticketid, message: 'Me', adminusername: 'other' })],
  ['note', (ticketid) => world.done('AddTicketNote', { ticketid, message: 'Wait' }, 'other')],
  ['closed', (ticketid) => world.done('UpdateTicket', { ticketid, status: 'Closed' })],
  [
    'merged',
    async (ticketid) => world.done('MergeTicket', { ticketid: (await world.ticket()).id, mergeticketids: ticketid }),
  ],
  ['gone', (ticketid) => world.change('update tickets set deleted_at = now() where id = $1', [ticketid])],
  ['gone', (ticketid) => world.done('DeleteTicket', { ticketid })],
];

test.each(HAPPENINGS)('what arrives first stops it, and every word stays: %s', async (reason, happen) => {
  const { id } = await world.ticket();
  const attachments = [{ name: 'a.txt', data: base64('A') }];
  const scheduledid = await schedule({ ticketid: id, message: 'Written\nlong ago', attachments });
  await happen(id);
  await world.events();
  const before = await world.rows('select count(*) from messages');
  await passed(10);
  expect(await find(scheduledid)).toMatchObject({
    ...{ state: 'stopped', reason, replyid: 0, message: 'Written\nlong ago', attachments: [{ filename: 'a.txt' }] },
  });
  expect(await world.rows('select count(*) from messages')).toEqual(before);
  expect(await world.events()).toEqual(['TicketReplyStopped']);
  expect(await world.logged()).toMatchObject({ username: 'jo', changes: { reason: [null, reason] } });
  // It stays stopped, whatever time passes.
  await passed(100);
  expect(await find(scheduledid)).toMatchObject({ state: 'stopped' });
});

test('a customer who is faster stops it at once, a colleague only when it is due', async () => {
  const [one, two] = [await world.ticket(), await world.ticket()];
  const ids = [await schedule({ ticketid: one.id, delay: 3600 }), await schedule({ ticketid: two.id, delay: 3600 })];
  await answered(one.id);
  await world.done('AddTicketReply', { ticketid: two.id, message: 'Me', adminusername: 'other' });
  await stopAnswered();
  const states = async () => (await Promise.all(ids.map(find))).map(({ state, reason }) => [state, reason]);
  expect(await states()).toEqual([
    ['stopped', 'reply'],
    ['pending', ''],
  ]);
  await passed(3600);
  expect(await states()).toEqual([
    ['stopped', 'reply'],
    ['stopped', 'reply'],
  ]);
});

test('of two replies that wait for the same ticket, one is sent and the other is stopped', async () => {
  const { id } = await world.ticket();
  const ids = await Promise.all([schedule({ ticketid: id }, 'jo'), schedule({ ticketid: id }, 'other')]);
  await Promise.all([passed(10), passed(10), passed(10)]);
  expect((await Promise.all(ids.map(find))).map(({ state }) => state).sort()).toEqual(['sent', 'stopped']);
  expect(await messages(id)).toEqual(['Later']);
});

test.each([
  ['is disabled', `update staff set disabled = true where username = 'leaver'`],
  ['has lost the right', `update roles set actions = '{getticket}' where 'scheduleticketreply' = any(actions)`],
  ['is deleted', `delete from staff where username = 'leaver'`],
])('it is stopped if its author %s', async (_what, change) => {
  await world.change(`delete from staff where username = 'leaver'`);
  await world.admin('leaver', { actions: ['scheduleticketreply', 'addticketreply'] });
  const { id } = await world.ticket();
  const scheduledid = await schedule({ ticketid: id }, 'leaver');
  await world.change(change);
  await passed(10);
  expect(await find(scheduledid)).toMatchObject({ state: 'stopped', reason: 'rights', admin: 'Jo Admin' });
  expect(await messages(id)).toEqual([]);
});

test('the right to reply is enough to have scheduled replies sent', async () => {
  await world.change(`delete from staff where username = 'leaver'`);
  await world.admin('leaver', { actions: ['scheduleticketreply', 'addticketreply'] });
  const { id } = await world.ticket();
  await schedule({ ticketid: id }, 'leaver');
  await passed(10);
  expect(await messages(id)).toEqual(['Later']);
});

test('a stopped reply is sent once its author has seen what arrived, and not for what came after', async () => {
  const { id } = await world.ticket();
  const scheduledid = await schedule({ ticketid: id });
  const { replyid } = await answered(id);
  await passed(10);
  const send = (seenreplyid: unknown) => world.done('SendScheduledReply', { scheduledid, seenreplyid }, 'jo');
  await answered(id);
  expect(await send(replyid)).toMatchObject({ state: 'stopped', reason: 'reply', replyid: 0 });
  const seen = Math.max(...(await world.rows<{ id: number }>('select id from messages')).map((row) => row.id));
  expect(await send(seen)).toMatchObject({ state: 'sent' });
  expect(await messages(id)).toEqual(['More', 'More', 'Later']);
});

test('a reply whose ticket was merged goes to the other one when its author has seen that', async () => {
  const [one, two] = [await world.ticket(), await world.ticket()];
  const scheduledid = await schedule({ ticketid: one.id });
  await world.done('MergeTicket', { ticketid: two.id, mergeticketids: one.id });
  await passed(10);
  expect(await find(scheduledid)).toMatchObject({ reason: 'merged' });
  await world.done('SendScheduledReply', { scheduledid, seenreplyid: 1_000_000 }, 'jo');
  expect(await messages(two.id)).toEqual(expect.arrayContaining(['Later']));
});

test('taking it back and sending it at the same instant, one of both happens', async () => {
  for (let round = 0; round < 10; round += 1) {
    const { id } = await world.ticket({ noemail: true });
    const scheduledid = await schedule({ ticketid: id });
    const [cancelled] = await Promise.all([world.call('CancelScheduledReply', { scheduledid }, 'jo'), passed(10)]);
    const { state } = await find(scheduledid);
    expect(state).toBe(cancelled.result === 'success' ? 'cancelled' : 'sent');
    expect(await messages(id)).toHaveLength(state === 'sent' ? 1 : 0);
  }
});

const asJo: typeof world.call = (action, params) => world.call(action, params, 'jo');

testRefusals(world, 'SendScheduledReply', [
  { message: 'Scheduled Reply ID Not Found', params: { scheduledid: 999_999 }, call: asJo },
  { message: 'Scheduled Reply ID Not Found', because: 'none', params: {}, call: asJo },
  {
    ...{ message: 'Scheduled Reply ID Not Found', because: "another's", call: asJo },
    params: async () => ({ scheduledid: await schedule({ ticketid: (await world.ticket()).id }, 'other') }),
  },
  {
    ...{ message: 'The reply was sent already', call: asJo },
    params: async () => {
      const scheduledid = await schedule({ ticketid: (await world.ticket()).id });
      await world.done('SendScheduledReply', { scheduledid }, 'jo');
      return { scheduledid };
    },
  },
  {
    ...{ message: 'The reply was taken back already', call: asJo },
    params: async () => {
      const scheduledid = await schedule({ ticketid: (await world.ticket()).id });
      await world.done('CancelScheduledReply', { scheduledid }, 'jo');
      return { scheduledid };
    },
  },
]);
