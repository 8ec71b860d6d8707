import { ask, asProgram, testDoorRefusals } from '../../support/doors';
import { dataOf, openTicket } from '../../support/socialboards';
import { useWorld } from '../../support/world';

const world = useWorld();

let headers: Record<string, string>;
let theirs: Record<string, string>;
let ticketId: number;
let deleted: number;

beforeAll(async () => {
  headers = await asProgram(world);
  ticketId = await openTicket(world, headers);
  deleted = await openTicket(world, headers);
  await world.change('update tickets set deleted_at = now() where id = $1', [deleted]);
  const departmentId = await world.department();
  theirs = await asProgram(world, ['*'], await world.admin('elsewhere', { departmentIds: [departmentId] }));
});

const put = (body: unknown, id = ticketId, how = headers, method = 'PUT') =>
  ask(world, how, method, `/tickets/${id}/status`, body);

const titleOf = async (id: number) =>
  (
    await world.rows<{ title: string }>(
      'select s.title from tickets t join statuses s on s.id = t.status_id where t.id = $1',
      [id],
    )
  )[0]!.title;

test.each([
  ['open', 'Open', 'open'],
  ['pending', 'In Progress', 'pending'],
  ['Completed', 'Closed', 'completed'],
  ['on hold', 'On Hold', 'pending'],
  ['customer-reply', 'Customer-Reply', 'open'],
  ['process', 'In Progress', 'pending'],
])('%s makes it %s', async (status, title, word) => {
  expect(dataOf(await put({ status }))).toMatchObject({ id: ticketId, status: word });
  expect(await titleOf(ticketId)).toBe(title);
});

test('answers with the ticket as GetTicket does, also to PATCH', async () => {
  const answer = await put({ Status: 'open' }, ticketId, headers, 'PATCH');
  expect(answer.text).toBe((await ask(world, headers, 'GET', `/tickets/${ticketId}`)).text);
});

test('emits the same event as a manual change', async () => {
  await put({ status: 'open' });
  await world.events();
  await put({ status: 'completed' });
  expect(await world.events()).toEqual(['TicketStatusChange', 'TicketClose']);
});

test('uses the first fitting status for a word whose own status is gone', async () => {
  await world.change(`update statuses set slug = null, title = 'Working' where title = 'In Progress'`);
  await put({ status: 'pending' });
  const title = await titleOf(ticketId);
  await world.change(`update statuses set slug = 'process', title = 'In Progress' where title = 'Working'`);
  expect(title).toBe('Answered');
});

const STATUSES = 'Open, Answered, Customer-Reply, On Hold, In Progress, Closed';

testDoorRefusals(world, 'socialboards/UpdateStatus', [
  {
    message: `Parameter "status" must be one of open, pending, completed, or of the desk's own: ${STATUSES}`,
    request: () => put({ status: 'solved' }),
  },
  { message: 'Parameter "status" is required', request: () => put({}) },
  { message: 'Parameter "status" must not be empty', request: () => put({ status: ' ' }) },
  { message: 'Parameter "status" must be of type string', request: () => put({ status: ['open'] }) },
  { message: 'Ticket ID not found', status: 404, request: () => put({ status: 'open' }, 999_999) },
  { message: 'Ticket ID not found', because: 'deleted', status: 404, request: () => put({ status: 'open' }, deleted) },
  {
    message: 'Ticket ID not found',
    because: 'another department',
    status: 404,
    request: () => put({ status: 'open' }, ticketId, theirs),
  },
]);
