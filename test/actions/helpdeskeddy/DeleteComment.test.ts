import { testDoorRefusals } from '../../support/doors';
import { forbidden, useCallers } from '../../support/helpdeskeddy';
import { useWorld } from '../../support/world';

const world = useWorld();
const callers = useCallers(world);

test('a success has the form of a refusal', async () => {
  const { id } = await world.ticket();
  const { noteid } = await world.done('AddTicketNote', { ticketid: id, message: 'Note' });
  const answer = await callers.staff.ask('DELETE', `/tickets/${id}/comments/${noteid}/`);
  const details = `Comment with id {${noteid}} in ticket with id {${id}} successfully deleted`;
  expect([answer.status, answer.text]).toEqual([
    200,
    JSON.stringify({ errors: [{ code: 's-204', title: 'No content', details }] }),
  ]);
  expect(await world.rows('select id from notes')).toEqual([]);
});

const erase = (path: string) => callers.staff.ask('DELETE', path);
testDoorRefusals(world, 'helpdeskeddy/DeleteComment', [
  { message: 'Ticket with id {999} not found', status: 404, request: () => erase('/tickets/999/comments/1') },
  {
    message: 'Ticket with id {1} not found',
    status: 404,
    because: "another department's",
    request: () => callers.elsewhere.ask('DELETE', '/tickets/1/comments/1'),
  },
  {
    message: 'Comment with id {999} in ticket with id {1} not found',
    status: 404,
    request: () => erase('/tickets/1/comments/999'),
  },
  {
    message: forbidden('DeleteComment'),
    status: 403,
    because: 'a client',
    request: () => callers.ann.ask('DELETE', '/tickets/1/comments/1'),
  },
]);
