import { expectAnswer } from '../support/answers';
import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld();

const GUEST = { name: 'Guest', email: 'guest@example.com' };
const file = [{ name: 'a.txt', data: Buffer.from('contents').toString('base64') }];

test('erases a ticket with everything in it and the tickets merged into it, and nothing else', async () => {
  const other = await world.ticket({ attachments: file });
  const before = await world.counts();
  const [{ id, tid }, merged] = [await world.ticket({ attachments: file }), await world.ticket()];
  await world.done('AddTicketReply', { ticketid: id, message: 'Reply', ...GUEST, attachments: file });
  await world.done('AddTicketNote', { ticketid: id, message: 'Note', attachments: file });
  await world.done('UpdateTicket', { ticketid: id, cc: 'x@example.com' });
  await world.done('MergeTicket', { ticketid: id, mergeticketids: merged.id });
  await world.events();

  const answer = await world.done('DeleteTicket', { ticketid: id });
  expectAnswer('DeleteTicket', answer);
  expect(await world.events()).toEqual(['TicketDelete']);
  const { outbox, activity_log, ...after } = await world.counts();
  expect(after).toEqual(expect.objectContaining(without(before, ['outbox', 'activity_log'])));
  for (const gone of [id, merged.id]) {
    expect(await world.call('GetTicket', { ticketid: gone })).toMatchObject({ message: 'Ticket ID Not Found' });
  }
  expect(await world.done('GetTicket', { ticketid: other.id })).toMatchObject({ id: other.id });
  expect(await world.logged()).toMatchObject({
    action: 'DeleteTicket',
    description: `Ticket erased: id ${id}, number ${tid}`,
    changes: { subject: ['Subject', null] },
  });
});

const without = (counts: Record<string, number>, names: string[]) =>
  Object.fromEntries(Object.entries(counts).filter(([name]) => !names.includes(name)));

test('of two concurrent deletions, only one finds it', async () => {
  const { id } = await world.ticket();
  const answers = await Promise.all([1, 2].map(() => world.call('DeleteTicket', { ticketid: id })));
  expect(answers.map(({ result }) => result).sort()).toEqual(['error', 'success']);
});

testRefusals(world, 'DeleteTicket', [
  { message: 'Ticket ID not found', params: { ticketid: 999_999 } },
  { message: 'Ticket ID not found', because: 'none', params: {} },
  { message: 'Ticket ID not found', because: 'a list', params: { ticketid: [1] } },
  {
    message: 'Ticket ID not found',
    because: 'part of another now',
    params: async () => {
      const [{ id }, merged] = [await world.ticket(), await world.ticket()];
      await world.done('MergeTicket', { ticketid: id, mergeticketids: merged.id });
      return { ticketid: merged.id };
    },
  },
]);
