import { wakeTickets } from '../../src/server/waking';
import { useWorld } from '../support/world';

const world = useWorld();

const DAY_MS = 24 * 60 * 60 * 1000;

async function snoozed(): Promise<number> {
  const { id } = await world.ticket();
  await world.done('UpdateTicket', { ticketid: id, snoozeuntil: new Date(world.now.getTime() + DAY_MS).toISOString() });
  await world.events();
  return id;
}

const wake = () => wakeTickets({ ...world.desk, clock: () => world.now });

test('brings a snoozed ticket back once, when its time has come', async () => {
  const id = await snoozed();
  await wake();
  expect(await world.events()).toEqual([]);
  world.now = new Date(world.now.getTime() + DAY_MS);
  // Any number of processes may do it at once.
  await Promise.all([wake(), wake(), wake()]);
  await wake();
  expect(await world.events()).toEqual(['TicketUnsnoozed']);
  const [event] = await world.rows('select payload from outbox order by id desc limit 1');
  expect(event).toEqual({ payload: { ticketid: id } });
  expect(await world.logged()).toMatchObject({
    action: 'WakeTickets',
    description: `Ticket changed: id ${id}`,
    username: 'System',
    changes: { snooze: [world.now.toISOString(), null] },
  });
  const [row] = await world.rows('select updated_at from tickets where id = $1', [id]);
  expect(row).toEqual({ updated_at: world.now });
});

test('brings a snoozed ticket back when its customer replies, and not for staff', async () => {
  const id = await snoozed();
  await world.done('AddTicketReply', { ticketid: id, message: 'We look into it', adminusername: 'Jo' });
  await wake();
  expect(await world.events()).toEqual(['TicketAdminReply']);
  await world.done('AddTicketReply', { ticketid: id, message: 'It hurts', name: 'Gus', email: 'gus@example.com' });
  await wake();
  expect(await world.events()).toEqual(['TicketUserReply', 'TicketUnsnoozed']);
});

test('lets deleted and merged tickets sleep', async () => {
  const [deleted, merged] = [await snoozed(), await snoozed()];
  const { id: master } = await world.ticket();
  await world.change('update tickets set deleted_at = now() where id = $1', [deleted]);
  await world.done('MergeTicket', { ticketid: master, mergeticketids: String(merged) });
  await world.events();
  world.now = new Date(world.now.getTime() + 2 * DAY_MS);
  await wake();
  expect(await world.events()).toEqual([]);
});
