import pino from 'pino';
import { sweep } from '../../src/server/sweep';
import { expectAnswer } from '../support/answers';
import { testRefusals } from '../support/refusals';
import { scheduledReplies } from '../support/scheduled-replies';
import { useWorld } from '../support/world';

const world = useWorld();
const { schedule, passed } = scheduledReplies(world);

beforeAll(async () => {
  for (const username of ['jo', 'other']) await world.admin(username);
});

const ids = async (params: Record<string, unknown>, admin = 'jo') => {
  const { scheduledreplies } = await world.done('GetScheduledReplies', params, admin);
  return (scheduledreplies as { scheduledreply: { scheduledid: number }[] }).scheduledreply.map((r) => r.scheduledid);
};

test('lists what waits and what was stopped, of a ticket or of the caller, in the order in which they are due', async () => {
  const [one, two] = [await world.ticket(), await world.ticket()];
  const stopped = await schedule({ ticketid: two.id });
  await world.done('AddTicketReply', { ticketid: two.id, message: 'Me', adminusername: 'other' });
  const sent = await schedule({ ticketid: one.id });
  await passed(10);
  const late = await schedule({ ticketid: one.id, delay: 3600 });
  const soon = await schedule({ ticketid: one.id }, 'other');
  const cancelled = await schedule({ ticketid: one.id });
  await world.done('CancelScheduledReply', { scheduledid: cancelled }, 'jo');
  const answer = await world.call('GetScheduledReplies', { ticketid: one.id });
  expectAnswer('GetScheduledReplies', answer);
  expect(answer).toMatchObject({ totalresults: 2 });
  expect(await ids({ ticketid: one.id })).toEqual([soon, late]);
  expect(await ids({ mine: true })).toEqual([stopped, late]);
  expect(await ids({ mine: true, ticketid: one.id })).toEqual([late]);
  expect(await ids({ mine: true }, '')).toEqual([]);
  expect(await ids({ state: 'sent' })).toEqual([sent]);
  expect(await ids({ state: 'cancelled' })).toEqual([cancelled]);
  expect(await ids({ scheduledid: sent })).toEqual([sent]);
  expect(await ids({ limitstart: 1, limitnum: 1 })).toEqual([soon]);
});

test('a list shows staff of some departments the replies to tickets there, and their own', async () => {
  await world.change('delete from scheduled_replies');
  const elsewhere = await world.department({ name: 'Elsewhere' });
  await world.admin('limited', { departmentIds: [1] });
  const [here, there] = [await world.ticket(), await world.ticket()];
  const foreign = await schedule({ ticketid: there.id });
  const [inside, own] = [await schedule({ ticketid: here.id }), await schedule({ ticketid: there.id }, 'limited')];
  await world.done('UpdateTicket', { ticketid: there.id, deptid: elsewhere });
  expect(await ids({}, 'limited')).toEqual([inside, own]);
  expect(await ids({ ticketid: there.id }, 'limited')).toEqual([own]);
  expect(await ids({ scheduledid: foreign }, 'limited')).toEqual([]);
  expect(await ids({})).toEqual([foreign, inside, own]);
});

test('finds those of a merged ticket with the other one', async () => {
  const [one, two] = [await world.ticket(), await world.ticket()];
  const scheduledid = await schedule({ ticketid: one.id });
  await world.done('MergeTicket', { ticketid: two.id, mergeticketids: one.id });
  expect(await ids({ ticketid: two.id })).toEqual([scheduledid]);
});

test('what was sent or taken back is deleted after thirty days, what was stopped is not', async () => {
  await world.change('delete from scheduled_replies');
  const { id } = await world.ticket();
  const [stopped, cancelled] = [await schedule({ ticketid: id }), await schedule({ ticketid: id })];
  await world.done('CancelScheduledReply', { scheduledid: cancelled }, 'jo');
  await world.done('AddTicketNote', { ticketid: id, message: 'Wait' }, 'other');
  await passed(10);
  await schedule({ ticketid: id });
  await passed(10);
  const before = world.now;
  const after = async (days: number) => {
    world.now = new Date(before.getTime() + days * 24 * 60 * 60 * 1000);
    await sweep(world.desk, pino({ level: 'silent' }));
    world.now = before;
    return (await world.rows('select state from scheduled_replies order by id')).map(({ state }) => state);
  };
  expect(await after(29)).toEqual(['stopped', 'cancelled', 'sent']);
  expect(await after(31)).toEqual(['stopped']);
  expect(await ids({ scheduledid: stopped })).toEqual([stopped]);
});

testRefusals(world, 'GetScheduledReplies', [
  {
    message: 'Parameter "state" must be one of pending, stopped, sent, cancelled',
    params: { state: 'lost' },
  },
]);
