import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld();

beforeAll(async () => {
  await world.admin('jo');
});

const asJo = (action: string, params?: Record<string, unknown>) => world.call(action, params, 'jo');

test('notes it for the administrator alone, once', async () => {
  const { id, tid } = await world.ticket({ noemail: true });
  await world.done('MarkTicketRead', { ticketid: id }, 'jo');
  expect(await world.done('MarkTicketRead', { ticketnum: tid }, 'jo')).toEqual({ result: 'success', ticketid: id });
  const seen = await world.rows(
    'select s.username, is_unread as "isUnread" from ticket_seen join staff s on s.id = staff_id where ticket_id = $1',
    [id],
  );
  expect(seen).toEqual([{ username: 'jo', isUnread: false }]);
});

testRefusals(world, 'MarkTicketRead', [
  {
    message: 'Only an administrator can read tickets: call with the credential of one',
    params: async () => ({ ticketid: (await world.ticket({ noemail: true })).id }),
  },
  { message: 'Ticket ID Not Found', params: { ticketid: 999_999 }, call: asJo },
  { message: 'Ticket ID Not Found', because: 'none', params: {}, call: asJo },
]);
