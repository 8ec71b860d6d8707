import { testDoorRefusals } from '../../support/doors';
import { forbidden, useCallers } from '../../support/helpdeskeddy';
import { useWorld } from '../../support/world';

const world = useWorld();
const callers = useCallers(world);

test('a success has the form of a refusal', async () => {
  const { id } = await world.ticket();
  const { replyid } = await world.done('AddTicketReply', { ticketid: id, adminusername: 'jo', message: 'Reply' });
  await world.events();
  const answer = await callers.staff.ask('DELETE', `/tickets/${id}/posts/${replyid}/`);
  const details = `Post with id {${replyid}} in ticket with id {${id}} successfully deleted`;
  expect([answer.status, answer.text]).toEqual([
    200,
    JSON.stringify({ errors: [{ code: 's-204', title: 'No content', details }] }),
  ]);
  expect(await world.events()).toEqual(['TicketDeleteReply']);
  expect(await world.rows('select id from messages where ticket_id = $1 and not is_first', [id])).toEqual([]);
});

const erase = (path: string) => callers.staff.ask('DELETE', path);
// The first ticket of the world has one message, with the id 1.
testDoorRefusals(world, 'helpdeskeddy/DeletePost', [
  { message: 'Ticket with id {999} not found', status: 404, request: () => erase('/tickets/999/posts/1') },
  {
    message: 'Ticket with id {1} not found',
    status: 404,
    because: "another department's",
    request: () => callers.elsewhere.ask('DELETE', '/tickets/1/posts/1'),
  },
  {
    message: 'Post with id {999} in ticket with id {1} not found',
    status: 404,
    request: () => erase('/tickets/1/posts/999'),
  },
  {
    message: 'Post with id {1} in ticket with id {1} is its first and cannot be deleted',
    request: () => erase('/tickets/1/posts/1'),
  },
  {
    message: forbidden('DeletePost'),
    status: 403,
    because: 'a client',
    request: () => callers.ann.ask('DELETE', '/tickets/1/posts/1'),
  },
]);
