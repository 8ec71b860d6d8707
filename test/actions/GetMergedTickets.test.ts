import { expectAnswer } from '../support/answers';
import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld();

test('lists what was merged, and what each has brought', async () => {
  const admin = 'merger';
  await world.admin(admin);
  const [one, two, three] = [await world.ticket(), await world.ticket({ subject: 'Two' }), await world.ticket()];
  await world.done('AddTicketNote', { ticketid: two.id, message: 'Note' });
  await world.done('MergeTicket', { ticketid: one.id, mergeticketids: two.id }, admin);
  await world.done('MergeTicket', { ticketid: one.id, mergeticketids: three.id });
  await world.change('delete from merges where ticket_id = $1', [three.id]);
  const answer = await world.done('GetMergedTickets', { ticketid: two.id });
  expectAnswer('GetMergedTickets', answer);
  const guest = { name: 'Guest', email: 'guest@example.com' };
  const merged = world.now.toISOString().slice(0, 19).replace('T', ' ');
  expect(answer).toMatchObject({
    ticketid: one.id,
    tickets: {
      ticket: [
        { id: three.id, tid: three.tid, ...guest, merged: '', admin: '', messages: 0, notes: 0, recorded: false },
        { id: two.id, subject: 'Two', ...guest, merged, admin: 'Jo Admin', messages: 1, notes: 1, recorded: true },
      ],
    },
  });
});

testRefusals(world, 'GetMergedTickets', [
  { message: 'Ticket ID Not Found', params: { ticketid: 999_999 } },
  { message: 'Ticket ID Not Found', because: 'none', params: {} },
]);
