import { expectAnswer } from '../support/answers';
import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld();

const filters = () => world.rows('select kind, pattern, created_at from spam_filters order by id');

test("blocks the sender of a guest's ticket once, and reports no deletion", async () => {
  const { id } = await world.ticket({ email: 'Spam@Example.com' });
  const answer = await world.done('BlockTicketSender', { ticketid: id });
  expectAnswer('BlockTicketSender', answer);
  expect(answer).toEqual({ result: 'success', deleted: 'false' });
  const blocked = [{ kind: 'sender', pattern: 'Spam@Example.com', created_at: world.now }];
  expect(await filters()).toEqual(blocked);
  expect(await world.logged()).toMatchObject({
    description: `BlockTicketSender: ticketid ${id}`,
    changes: { blocked: [null, 'Spam@Example.com'] },
  });
  await world.change('update tickets set requester_email = lower(requester_email) where id = $1', [id]);
  expect(await world.done('BlockTicketSender', { ticketid: id, delete: 'false' })).toEqual({
    result: 'success',
    deleted: 'false',
  });
  expect(await filters()).toEqual(blocked);
  expect(
    await world.call('OpenTicket', { deptid: 1, name: 'S', email: 'spam@example.com', subject: 'S', message: 'M' }),
  ).toEqual({
    result: 'error',
    message: 'The sender is blocked',
  });
});

test('erases the ticket with `delete`', async () => {
  const { id } = await world.ticket({ email: 'other@example.com' });
  await world.events();
  const answer = await world.done('BlockTicketSender', { ticketid: id, delete: true });
  expect(answer).toEqual({ result: 'success', deleted: 'true' });
  expect(await world.events()).toEqual(['TicketDelete']);
  expect(await world.rows('select 1 from tickets where id = $1', [id])).toEqual([]);
});

test('blocks the guest for whom staff opened the ticket', async () => {
  await world.admin('jo');
  const guest = { deptid: 1, name: 'Gus', email: 'gus@example.com', subject: 'S', message: 'M', admin: true };
  const { id } = await world.done('OpenTicket', guest, 'jo');
  expect(await world.done('BlockTicketSender', { ticketid: id })).toEqual({ result: 'success', deleted: 'false' });
});

const ofClient = async (through: (clientId: number, userId: number) => Promise<Record<string, unknown>>) => {
  const { clientId, userId } = await world.client();
  const { id } = await world.ticket({ clientid: clientId, ...(await through(clientId, userId)) });
  return { ticketid: id, delete: true };
};

testRefusals(world, 'BlockTicketSender', [
  { message: 'Ticket ID Required', params: {} },
  { message: 'Ticket ID Not Found', params: { ticketid: 999_999 } },
  { message: 'A Client Cannot Be Blocked', params: () => ofClient(async () => ({})) },
  {
    message: 'A Client Cannot Be Blocked',
    because: 'a user',
    params: () => ofClient(async (_, userid) => ({ userid })),
  },
  {
    message: 'A Client Cannot Be Blocked',
    because: 'a contact',
    params: () => ofClient(async (clientId) => ({ contactid: await world.contact(clientId) })),
  },
  {
    message: 'The Sender Has No Email Address',
    params: async () => {
      const { id } = await world.ticket();
      await world.change("update tickets set requester_email = '' where id = $1", [id]);
      return { ticketid: id };
    },
  },
  {
    message: 'Ticket ID Not Found',
    because: 'part of another now',
    params: async () => {
      const [one, two] = [await world.ticket(), await world.ticket()];
      await world.done('MergeTicket', { ticketid: one.id, mergeticketids: two.id });
      return { ticketid: two.id, delete: true };
    },
  },
]);
