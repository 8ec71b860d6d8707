import { testDoorRefusals } from '../../support/doors';
import { fileRefusals, forbidden, useCallers } from '../../support/helpdeskeddy';
import { useWorld } from '../../support/world';

const world = useWorld((config) => {
  const attachmentExtensions = new Set(['txt']);
  config.desk = { ...config.desk, attachmentExtensions, attachmentMaxBytes: 100, attachmentMaxFiles: 2 };
});
const callers = useCallers(world);

test('adds a note by the caller, or by the staff user it names', async () => {
  const { id } = await world.ticket();
  await world.events();
  const answer = await callers.staff.ask('POST', `/tickets/${id}/comments/`, { text: '<b>Note</b>' });
  const data = {
    ticket_id: id,
    id: 1,
    user_id: callers.staff.id,
    text: '<b>Note</b>',
    date_created: '17:45:00 26.01.2017',
    visible: 'staff',
    files: [],
  };
  expect([answer.status, answer.text]).toEqual([200, JSON.stringify({ data })]);
  expect(await world.events()).toEqual(['TicketAddNote']);
  expect(await world.done('GetTicket', { ticketid: id })).toMatchObject({ status: 'Open', notes: { note: [{}] } });
  const other = callers.elsewhere.id;
  const named = await callers.staff.ask('POST', `/tickets/${id}/comments/`, { text: 'x', user_id: other });
  expect(named.json).toMatchObject({ data: { user_id: other } });
});

const post = (body: unknown) => callers.staff.ask('POST', '/tickets/1/comments/', body);
testDoorRefusals(world, 'helpdeskeddy/CreateComment', [
  {
    message: 'Ticket with id {999} not found',
    status: 404,
    request: () => callers.staff.ask('POST', '/tickets/999/comments', { text: 'x' }),
  },
  {
    message: 'Ticket with id {1} not found',
    status: 404,
    because: "another department's",
    request: () => callers.elsewhere.ask('POST', '/tickets/1/comments', { text: 'x' }),
  },
  { message: 'Parameter "text" is required', request: () => post({}) },
  { message: 'Parameter "text" must not be empty', request: () => post({ text: '\n' }) },
  {
    message: 'Parameter "user_id" must be the id of a member of staff',
    request: () => post({ text: 'x', user_id: 999_999 }),
  },
  {
    message: 'Parameter "user_id" must be the id of a member of staff',
    because: "a client, who has an administrator's number",
    request: () => post({ text: 'x', user_id: callers.bob.id }),
  },
  ...fileRefusals(world, () => callers.staff.headers, '/tickets/1/comments/'),
  {
    message: forbidden('CreateComment'),
    status: 403,
    because: 'a client',
    request: () => callers.ann.ask('POST', '/tickets/1/comments', { text: 'x' }),
  },
]);
