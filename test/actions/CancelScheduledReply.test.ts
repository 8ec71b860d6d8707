import { expectAnswer } from '../support/answers';
import { testRefusals } from '../support/refusals';
import { base64 } from '../support/requests';
import { scheduledReplies } from '../support/scheduled-replies';
import { TEXTS } from '../support/texts';
import { useWorld } from '../support/world';

const world = useWorld();
const { schedule, find, passed, messages } = scheduledReplies(world);

beforeAll(async () => {
  for (const username of ['jo', 'other']) await world.admin(username);
});

test('gives everything back, and nothing is sent', async () => {
  const { id } = await world.ticket();
  const attachments = [{ name: 'a.txt', data: base64('A') }];
  const params = { ticketid: id, message: '**Later**\n', markdown: true, status: 'Closed', cc: 'ann@example.com' };
  const scheduledid = await schedule({ ...params, attachments });
  await world.events();
  const answer = await world.call('CancelScheduledReply', { scheduledid }, 'jo');
  expectAnswer('CancelScheduledReply', answer);
  expect(answer).toMatchObject({
    scheduledreply: { ...params, state: 'cancelled', attachments: [{ filename: 'a.txt', size: 1 }] },
  });
  expect(await world.events()).toEqual(['TicketReplyCancelled']);
  expect(await world.logged()).toMatchObject({
    description: `Scheduled reply cancelled: id ${id}, scheduled reply ${scheduledid}`,
  });
  await passed(100);
  expect(await messages(id)).toEqual([]);
  expect(await find(scheduledid)).toMatchObject({ state: 'cancelled' });
});

test('anybody may take back what a deleted administrator left', async () => {
  const staffId = await world.admin('leaver');
  const scheduledid = await schedule({ ticketid: (await world.ticket()).id }, 'leaver');
  await world.done('DeleteAdmin', { adminid: staffId });
  await passed(10);
  expect(await world.done('CancelScheduledReply', { scheduledid }, 'other')).toMatchObject({
    scheduledreply: { message: 'Later' },
  });
});

test.each(TEXTS)('text comes back unchanged: %s', async (_what, message) => {
  const scheduledid = await schedule({ ticketid: (await world.ticket({ noemail: true })).id, message });
  expect(await world.done('CancelScheduledReply', { scheduledid }, 'jo')).toMatchObject({
    scheduledreply: { message },
  });
});

const asJo: typeof world.call = (action, params) => world.call(action, params, 'jo');

testRefusals(world, 'CancelScheduledReply', [
  { message: 'Scheduled Reply ID Not Found', params: { scheduledid: 999_999 }, call: asJo },
  {
    ...{ message: 'Scheduled Reply ID Not Found', because: "another's", call: asJo },
    params: async () => ({ scheduledid: await schedule({ ticketid: (await world.ticket()).id }, 'other') }),
  },
  {
    ...{ message: 'The reply was sent already', call: asJo },
    params: async () => {
      const scheduledid = await schedule({ ticketid: (await world.ticket()).id });
      await passed(10);
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
