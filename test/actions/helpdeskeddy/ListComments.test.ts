import { testDoorRefusals } from '../../support/doors';
import { forbidden, sendFile, useCallers } from '../../support/helpdeskeddy';
import { useWorld } from '../../support/world';

const world = useWorld();
const callers = useCallers(world);

test('lists the notes of a ticket, the newest first', async () => {
  const { id } = await world.ticket();
  const { noteid } = await world.done('AddTicketNote', { ticketid: id, message: '1 < 2' });
  const path = `/tickets/${id}/comments/`;
  await sendFile(world, callers.staff.headers, path, { text: '<b>Look</b>' }, 'a.png', 'x');
  const [note] = await world.rows<{ id: number }>('select max(id) as id from notes');
  const [file] = await world.rows<{ id: number }>('select id from attachments where note_id = $1', [note!.id]);
  const rest = { date_created: '17:45:00 26.01.2017', visible: 'staff' };
  const files = [{ name: 'a.png', url: `${world.url}/api/v2/files/${file!.id}`, data_type: 'png' }];
  const data = [
    { ticket_id: id, id: note!.id, user_id: callers.staff.id, text: '<b>Look</b>', ...rest, files },
    { ticket_id: id, id: noteid, user_id: 0, text: '1 &lt; 2', ...rest, files: [] },
  ];
  const pagination = { total: 2, per_page: 30, current_page: 1, total_pages: 1 };
  expect((await callers.staff.ask('GET', path)).text).toBe(JSON.stringify({ data, pagination }));
  const none = { data: [], pagination: { ...pagination, current_page: 2 } };
  expect((await callers.staff.ask('GET', `${path}?page=2`)).text).toBe(JSON.stringify(none));
});

test.each([
  ['', [1, 2, 3]],
  ['order_by=date_created', [3, 2, 1]],
  ['order_by=date_created{asc}', [3, 2, 1]],
  ['order_by=date_created%7BDESC%7D', [1, 2, 3]],
  ['order_by=', [1, 2, 3]],
])('?%s', async (query, expected) => {
  const { id } = await world.ticket({ clientid: callers.ann.id });
  for (const text of ['3', '2', '1']) await callers.staff.ask('POST', `/tickets/${id}/comments/`, { text });
  const { json } = await callers.staff.ask('GET', `/tickets/${id}/comments/?${query}`);
  const listed = (json!.data as { text: string }[]).map(({ text }) => Number(text)).filter(Boolean);
  expect(listed).toEqual(expected);
});

testDoorRefusals(world, 'helpdeskeddy/ListComments', [
  {
    message: 'Parameter "order_by" must be date_created, with {asc} or {desc}',
    request: () => callers.staff.ask('GET', '/tickets/1/comments/?order_by=text'),
  },
  {
    message: 'Ticket with id {999} not found',
    status: 404,
    request: () => callers.staff.ask('GET', '/tickets/999/comments'),
  },
  {
    message: 'Ticket with id {1} not found',
    status: 404,
    because: "another department's",
    request: () => callers.elsewhere.ask('GET', '/tickets/1/comments'),
  },
  {
    message: forbidden('ListComments'),
    status: 403,
    because: 'a client',
    request: () => callers.ann.ask('GET', '/tickets/1/comments'),
  },
]);
