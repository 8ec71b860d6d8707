import { expectAnswer } from '../support/answers';
import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld();

beforeAll(async () => {
  await world.admin('jo');
});

const at = (time: string) => {
  world.now = new Date(`2027-01-31T${time}Z`);
};

const rows = () =>
  world.rows(
    `select ticket_id as "ticketId", since, typing_until > $1 as "isTyping", expires_at as "expiresAt", xmin::text as version
     from ticket_presence order by ticket_id`,
    [world.now],
  );

test('notes who is at a ticket until when, keeps since, and leaves no entry in the activity log', async () => {
  const { id } = await world.ticket();
  const logged = await world.logged();
  at('09:00:00');
  const answer = await world.done('SetTicketPresence', { ticketid: id, state: 'viewing' }, 'jo');
  expectAnswer('SetTicketPresence', answer);
  const [begin, end] = [new Date('2027-01-31T09:00:00Z'), new Date('2027-01-31T09:00:45Z')];
  expect(answer).toEqual({ result: 'success', ticketid: id, state: 'viewing', expires: '2027-01-31 09:00:45' });
  expect(await rows()).toMatchObject([{ ticketId: id, since: begin, isTyping: false, expiresAt: end }]);

  at('09:00:20');
  await world.done('SetTicketPresence', { ticketid: id, state: 'typing' }, 'jo');
  const later = new Date('2027-01-31T09:01:05Z');
  expect(await rows()).toMatchObject([{ since: begin, isTyping: true, expiresAt: later }]);
  at('09:00:33');
  expect(await rows()).toMatchObject([{ isTyping: false, expiresAt: later }]);

  // Whoever comes back after the end comes anew.
  at('09:02:00');
  await world.done('SetTicketPresence', { ticketid: id, state: 'viewing' }, 'jo');
  expect(await rows()).toMatchObject([{ since: new Date('2027-01-31T09:02:00Z') }]);
  expect(await world.logged()).toEqual(logged);

  expect(await world.done('SetTicketPresence', { ticketid: id, state: 'away' }, 'jo')).toEqual({
    ...{ result: 'success', ticketid: id, state: 'away' },
  });
  expect(await rows()).toEqual([]);
});

test('writes nothing while the row says nearly the same', async () => {
  const { id } = await world.ticket();
  at('10:00:00');
  await world.done('SetTicketPresence', { ticketid: id, state: 'viewing' }, 'jo');
  const first = await rows();
  at('10:00:04');
  await world.done('SetTicketPresence', { ticketid: id, state: 'viewing' }, 'jo');
  expect(await rows()).toEqual(first);
  await world.done('SetTicketPresence', { ticketid: id, state: 'typing' }, 'jo');
  expect(await rows()).toMatchObject([{ isTyping: true }]);
  await world.done('SetTicketPresence', { ticketid: id, state: 'viewing' }, 'jo');
  expect(await rows()).toMatchObject([{ isTyping: false }]);
});

test('takes a merged ticket for the one that it was merged into', async () => {
  const [one, other] = [await world.ticket(), await world.ticket()];
  await world.done('MergeTicket', { ticketid: one.id, mergeticketids: other.id });
  const answer = await world.done('SetTicketPresence', { ticketid: other.id, state: 'viewing' }, 'jo');
  expect(answer.ticketid).toBe(one.id);
});

async function deletedTicket() {
  const { id } = await world.ticket();
  await world.change('update tickets set deleted_at = now() where id = $1', [id]);
  return { ticketid: id, state: 'viewing' };
}

async function ticketElsewhere() {
  const deptid = await world.department({ name: 'Elsewhere' });
  await world.admin('sam', { departmentIds: [1] });
  return { ticketid: (await world.ticket({ deptid })).id, state: 'viewing' };
}

const asJo = (action: string, params?: Record<string, unknown>) => world.call(action, params, 'jo');
const asSam = (action: string, params?: Record<string, unknown>) => world.call(action, params, 'sam');

testRefusals(world, 'SetTicketPresence', [
  { message: 'The state must be viewing, typing or away', because: 'none', params: { ticketid: 1 }, call: asJo },
  { message: 'The state must be viewing, typing or away', params: { ticketid: 1, state: 'asleep' }, call: asJo },
  { message: 'Only an administrator can be at a ticket', params: { ticketid: 1, state: 'viewing' } },
  { message: 'Ticket ID Not Found', because: 'no id', params: { state: 'viewing' }, call: asJo },
  { message: 'Ticket ID Not Found', params: { ticketid: 999_999, state: 'away' }, call: asJo },
  { message: 'Ticket ID Not Found', because: 'deleted', params: deletedTicket, call: asJo },
  { message: 'Ticket ID Not Found', because: 'of another department', params: ticketElsewhere, call: asSam },
]);
