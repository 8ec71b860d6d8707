import { testDoorRefusals } from '../../support/doors';
import { forbidden, useCallers } from '../../support/helpdeskeddy';
import { useWorld } from '../../support/world';

const world = useWorld();
const callers = useCallers(world);

test('rewrites a note', async () => {
  const { id } = await world.ticket();
  const { noteid } = await world.done('AddTicketNote', { ticketid: id, message: 'Note' }, 'jo');
  const answer = await callers.staff.ask('PUT', `/tickets/${id}/comments/${noteid}/`, { text: '<u>New</u>' });
  const data = {
    ticket_id: id,
    id: noteid,
    user_id: callers.staff.id,
    text: '<u>New</u>',
    date_created: '17:45:00 26.01.2017',
    visible: 'staff',
    files: [],
  };
  expect([answer.status, answer.text]).toEqual([200, JSON.stringify({ data })]);
});

const put = (path: string, body: unknown = { text: 'x' }) => callers.staff.ask('PUT', path, body);
// The first ticket of the world has one note, with the id 1.
testDoorRefusals(world, 'helpdeskeddy/UpdateComment', [
  { message: 'Ticket with id {999} not found', status: 404, request: () => put('/tickets/999/comments/1') },
  {
    message: 'Ticket with id {1} not found',
    status: 404,
    because: "another department's",
    request: () => callers.elsewhere.ask('PUT', '/tickets/1/comments/1', { text: 'x' }),
  },
  {
    message: 'Comment with id {999} in ticket with id {1} not found',
    status: 404,
    request: () => put('/tickets/1/comments/999'),
  },
  { message: 'Parameter "text" is required', request: () => put('/tickets/1/comments/1', {}) },
  { message: 'Parameter "text" must not be empty', request: () => put('/tickets/1/comments/1', { text: '' }) },
  {
    message: forbidden('UpdateComment'),
    status: 403,
    because: 'a client',
    request: () => callers.ann.ask('PUT', '/tickets/1/comments/1', { text: 'x' }),
  },
]);
