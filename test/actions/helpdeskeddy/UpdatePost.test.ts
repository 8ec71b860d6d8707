import { testDoorRefusals } from '../../support/doors';
import { forbidden, NOW, useCallers } from '../../support/helpdeskeddy';
import { useWorld } from '../../support/world';

const world = useWorld();
const callers = useCallers(world);

test('a reply and the first message are rewritten, and say when', async () => {
  const { id } = await world.ticket({ clientid: callers.ann.id });
  const { replyid } = await world.done('AddTicketReply', { ticketid: id, adminusername: 'jo', message: 'Reply' });
  const [first] = await world.rows<{ id: number }>('select id from messages where ticket_id = $1 and is_first', [id]);
  world.now = new Date(NOW.getTime() + 60_000);
  for (const [postId, user_id] of [
    [replyid, callers.staff.id],
    [first!.id, callers.ann.id],
  ]) {
    const { text } = await callers.staff.ask('PUT', `/tickets/${id}/posts/${postId}/`, {
      text: '<i>New</i><style>x</style>',
    });
    const data = {
      ticket_id: id,
      id: postId,
      user_id,
      text: '<i>New</i>',
      date_created: '17:45:00 26.01.2017',
      date_updated: '17:46:00 26.01.2017',
      files: [],
    };
    expect(text).toBe(JSON.stringify({ data }));
  }
  world.now = NOW;
});

beforeAll(async () => {
  await world.ticket({ clientid: callers.ann.id });
  await world.ticket();
  await world.desk.database.transaction('write', (db) =>
    db.query(
      `insert into messages (id, ticket_id, author_kind, body, created_at, is_draft)
       values (500, 1, 'staff', 'Draft', now(), true)`,
    ),
  );
});

const put = (path: string, body: unknown = { text: 'x' }) => callers.staff.ask('PUT', path, body);
// Of the first two tickets of the world each has one message, with the id of the ticket.
testDoorRefusals(world, 'helpdeskeddy/UpdatePost', [
  { message: 'Ticket with id {999} not found', status: 404, request: () => put('/tickets/999/posts/1') },
  {
    message: 'Ticket with id {1} not found',
    status: 404,
    because: "another department's",
    request: () => callers.elsewhere.ask('PUT', '/tickets/1/posts/1', { text: 'x' }),
  },
  {
    message: 'Post with id {999} in ticket with id {1} not found',
    status: 404,
    request: () => put('/tickets/1/posts/999'),
  },
  {
    message: 'Post with id {2} in ticket with id {1} not found',
    status: 404,
    because: "another ticket's",
    request: () => put('/tickets/1/posts/2'),
  },
  {
    message: 'Post with id {500} in ticket with id {1} not found',
    status: 404,
    because: 'a draft',
    request: () => put('/tickets/1/posts/500'),
  },
  { message: 'Parameter "text" is required', request: () => put('/tickets/1/posts/1', {}) },
  { message: 'Parameter "text" must not be empty', request: () => put('/tickets/1/posts/1', { text: '' }) },
  { message: 'There is nothing at this address', status: 404, request: () => put('/tickets/1/posts/x') },
  {
    message: forbidden('UpdatePost'),
    status: 403,
    because: 'a client',
    request: () => callers.ann.ask('PUT', '/tickets/1/posts/1', { text: 'x' }),
  },
]);
