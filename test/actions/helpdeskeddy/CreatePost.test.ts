import { testDoorRefusals } from '../../support/doors';
import { fileRefusals, sendFile, useCallers } from '../../support/helpdeskeddy';
import { useWorld } from '../../support/world';

const world = useWorld((config) => {
  const attachmentExtensions = new Set(['txt']);
  config.desk = { ...config.desk, attachmentExtensions, attachmentMaxBytes: 100, attachmentMaxFiles: 2 };
});
const callers = useCallers(world);

const annsTicket = async () => (await world.ticket({ clientid: callers.ann.id })).id;
const statusOf = async (id: number) => (await world.done('GetTicket', { ticketid: id })).status;

test("adds staff's answer", async () => {
  const id = await annsTicket();
  await world.events();
  const answer = await callers.staff.ask('POST', `/tickets/${id}/posts/`, { text: '<p>Hello<img src=x></p>' });
  const [row] = await world.rows<{ id: number }>('select max(id) as id from messages');
  expect(answer).toMatchObject({
    status: 200,
    text: JSON.stringify({
      data: {
        ticket_id: id,
        id: row!.id,
        user_id: callers.staff.id,
        text: '<p>Hello</p>',
        date_created: '17:45:00 26.01.2017',
        date_updated: '17:45:00 26.01.2017',
        files: [],
      },
    }),
  });
  expect(await world.events()).toEqual(['TicketAdminReply']);
  expect(await statusOf(id)).toBe('Answered');
});

test("adds a client's answer", async () => {
  const id = await annsTicket();
  await world.events();
  const answer = await callers.ann.ask('POST', `/tickets/${id}/posts`, { text: 'Thanks', user_id: callers.ann.id });
  expect(answer.json).toMatchObject({ data: { user_id: callers.ann.id, text: 'Thanks' } });
  expect(await world.events()).toEqual(['TicketUserReply']);
  expect(await statusOf(id)).toBe('Customer-Reply');
});

// Ann, and the first administrator, are both number 1 on the desk.
test.each([
  ['nobody', () => undefined, 'staff'],
  ['itself', () => callers.staff.id, 'staff'],
  ["the ticket's client, who has its number", () => callers.ann.id, 'client'],
  ['another administrator', () => callers.elsewhere.id, 'staff'],
])('a post by staff that names %s', async (_who, named, kind) => {
  const id = await annsTicket();
  expect(callers.staff.rowId).toBe(callers.ann.rowId);
  const answer = await callers.staff.ask('POST', `/tickets/${id}/posts/`, { text: 'Hi', user_id: named() });
  expect(answer.json).toMatchObject({ data: { user_id: named() ?? callers.staff.id } });
  const [row] = await world.rows('select author_kind as kind from messages where ticket_id = $1 order by id desc', [
    id,
  ]);
  expect(row).toEqual({ kind });
  expect(await statusOf(id)).toBe(kind === 'staff' ? 'Answered' : 'Customer-Reply');
});

test('takes files from a multipart form', async () => {
  const id = await annsTicket();
  const { json } = await sendFile(
    world,
    callers.staff.headers,
    `/tickets/${id}/posts/`,
    { text: 'See' },
    'a.txt',
    'one',
  );
  const [file] = await world.rows<{ id: number }>('select max(id) as id from attachments');
  const files = [{ name: 'a.txt', url: `${world.url}/api/v2/files/${file!.id}`, data_type: 'plain' }];
  expect(json).toMatchObject({ data: { text: 'See', files } });
});

const post = async (body: unknown, who: 'staff' | 'ann' | 'bob' = 'staff') =>
  callers[who].ask('POST', `/tickets/${await ticketId}/posts/`, body);
let ticketId: Promise<number>;

beforeAll(async () => {
  ticketId = annsTicket();
  await ticketId;
  const { id } = await world.ticket({ clientid: callers.ann.id });
  await world.done('UpdateTicket', { ticketid: id, status: 'Closed' });
});

const NO_WRITER = `Parameter "user_id" must be the id of the ticket's client or of a member of staff`;

// The first two tickets of the world are Ann's, and the second is closed.
testDoorRefusals(world, 'helpdeskeddy/CreatePost', [
  {
    message: 'Ticket with id {999999} not found',
    status: 404,
    request: () => callers.ann.ask('POST', '/tickets/999999/posts/', { text: 'x' }),
  },
  {
    message: 'Ticket with id {1} not found',
    status: 404,
    because: "another's",
    request: () => post({ text: 'x' }, 'bob'),
  },
  {
    message: 'Ticket with id {1} not found',
    status: 404,
    because: "another department's",
    request: () => callers.elsewhere.ask('POST', '/tickets/1/posts/', { text: 'x' }),
  },
  {
    message: 'Ticket with id {2} is closed',
    request: () => callers.ann.ask('POST', '/tickets/2/posts/', { text: 'x' }),
  },
  { message: 'Parameter "text" is required', request: () => post({}) },
  { message: 'Parameter "text" must not be empty', request: () => post({ text: ' ' }) },
  { message: 'Parameter "text" must be of type string', request: () => post({ text: ['x'] }) },
  { message: NO_WRITER, request: () => post({ text: 'x', user_id: 999_999 }) },
  { message: NO_WRITER, because: 'another client', request: () => post({ text: 'x', user_id: callers.bob.id }, 'ann') },
  { message: NO_WRITER, because: 'nobody of staff', request: () => post({ text: 'x', user_id: 1_000_999_999 }) },
  { message: NO_WRITER, because: 'a client elsewhere', request: () => post({ text: 'x', user_id: callers.bob.id }) },
  {
    message: NO_WRITER,
    because: 'staff, for a client',
    request: () => post({ text: 'x', user_id: callers.staff.id }, 'ann'),
  },
  { message: NO_WRITER, because: 'nobody', request: () => post({ text: 'x', user_id: 999_999 }, 'ann') },
  { message: 'Parameter "user_id" must be a whole number', request: () => post({ text: 'x', user_id: 'me' }) },
  ...fileRefusals(world, () => callers.staff.headers, '/tickets/1/posts/'),
]);
