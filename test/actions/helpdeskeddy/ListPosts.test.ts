import { testDoorRefusals } from '../../support/doors';
import { sendFile, staffUser, useCallers } from '../../support/helpdeskeddy';
import { useWorld } from '../../support/world';

const world = useWorld((config) => {
  config.desk.publicUrl = 'https://desk.example.com';
});
const callers = useCallers(world);

const time = '17:45:00 26.01.2017';

test('the first message and the replies, the newest first, with who wrote them and their files', async () => {
  const { id } = await world.ticket({ clientid: callers.ann.id, message: 'It <b>does not</b> work' });
  const link = { filename: 'elsewhere.pdf', stored_name: 'x' };
  const first = await world.rows<{ id: number }>('select id from messages where ticket_id = $1', [id]);
  await world.desk.database.transaction('write', (db) =>
    db.query(
      `insert into attachments (message_id, position, filename, stored_name, size, url)
       values ($1, 0, $2, $3, 0, 'https://files.example.com/e.pdf'), ($1, 1, 'gone.txt', 'y', 0, null)`,
      [first[0]!.id, link.filename, link.stored_name],
    ),
  );
  await world.desk.database.transaction('write', (db) =>
    db.query(`update attachments set removed_at = now() where filename = 'gone.txt'`),
  );
  const text = '<p onclick="x()">Try <b>again</b><script>x()</script></p>';
  const reply = await sendFile(world, callers.staff.headers, `/tickets/${id}/posts/`, { text }, 'Log.TXT', 'ok');
  await world.desk.database.transaction('write', (db) =>
    db.query(
      `insert into messages (ticket_id, author_kind, body, created_at, is_draft) values ($1, 'staff', 'Draft', now(), true)`,
      [id],
    ),
  );
  const [file] = await world.rows<{ id: number }>(`select id from attachments where filename = 'Log.TXT'`);
  const expected = {
    data: [
      {
        ticket_id: id,
        id: (reply.json as { data: { id: number } }).data.id,
        user_id: callers.staff.id,
        text: '<p>Try <b>again</b></p>',
        date_created: time,
        date_updated: time,
        files: [{ name: 'Log.TXT', url: `https://desk.example.com/api/v2/files/${file!.id}`, data_type: 'plain' }],
      },
      {
        ticket_id: id,
        id: first[0]!.id,
        user_id: callers.ann.id,
        text: 'It &lt;b&gt;does not&lt;/b&gt; work',
        date_created: time,
        date_updated: time,
        files: [{ name: 'elsewhere.pdf', url: 'https://files.example.com/e.pdf', data_type: 'pdf' }],
      },
    ],
    pagination: { total: 2, per_page: 30, current_page: 1, total_pages: 1 },
  };
  for (const who of [callers.staff, callers.ann]) {
    const answer = await who.ask('GET', `/tickets/${id}/posts/`);
    expect(answer.status).toBe(200);
    expect(answer.text).toBe(JSON.stringify(expected));
  }
});

test.each([
  ['a client', async () => ({ clientid: callers.ann.id })],
  ['a guest', async () => ({ name: 'Gus', email: 'gus@example.com' })],
])('who wrote in a ticket of %s is never mistaken for somebody else', async (_whose, whose) => {
  const requester = await whose();
  const { id } = await world.ticket(requester);
  const gone = await staffUser(world, `gone${id}`);
  await world.done('AddTicketReply', { ticketid: id, message: 'by the requester', ...requester });
  await world.done('AddTicketReply', { ticketid: id, message: 'by a program', adminusername: 'Night shift' });
  await gone.ask('POST', `/tickets/${id}/posts/`, { text: 'by somebody who left' });
  await world.done('DeleteAdmin', { adminid: gone.rowId });
  const own = 'clientid' in requester ? requester.clientid : 0;
  const posts = (await callers.staff.ask('GET', `/tickets/${id}/posts/`)).json!.data as { user_id: number }[];
  expect(posts.map(({ user_id }) => user_id)).toEqual([1_000_000_000, 1_000_000_000, own, own]);
  expect((await callers.staff.ask('GET', `/tickets/${id}/`)).json).toMatchObject({ data: { user_id: own } });
  for (const method of ['GET', 'PUT', 'DELETE']) {
    expect((await callers.staff.ask(method, '/users/1000000000', method === 'PUT' ? {} : undefined)).status).toBe(404);
  }
  expect((await callers.staff.ask('POST', `/tickets/${id}/posts/`, { text: 'x', user_id: 1_000_000_000 })).status).toBe(
    400,
  );
});

test('has pages of 30', async () => {
  const { id } = await world.ticket();
  await world.desk.database.transaction('write', (db) =>
    db.query(
      `insert into messages (ticket_id, author_kind, body, created_at)
       select $1, 'guest', 'Reply ' || n, $2::timestamptz + n * interval '1 second' from generate_series(1, 31) as n`,
      [id, world.now],
    ),
  );
  const page = async (number: number) =>
    (await callers.staff.ask('GET', `/tickets/${id}/posts?page=${number}`)).json as {
      data: { text: string }[];
      pagination: unknown;
    };
  const first = await page(1);
  expect(first.data.map(({ text }) => text)).toHaveLength(30);
  expect(first.data[0]!.text).toBe('Reply 31');
  const second = await page(2);
  expect(second.data.map(({ text }) => text)).toEqual(['Reply 1', 'Message']);
  expect(second.pagination).toEqual({ total: 32, per_page: 30, current_page: 2, total_pages: 2 });
  expect(await page(3)).toMatchObject({ data: [], pagination: { current_page: 3 } });
});

const notFound = (id: number) => ({ message: `Ticket with id {${id}} not found`, status: 404 });
// The first ticket of the world is Ann's.
test.each([
  ['', [1, 2, 3]],
  ['order_by=date_created', [3, 2, 1]],
  ['order_by=date_created{asc}', [3, 2, 1]],
  ['order_by=date_created%7BDESC%7D', [1, 2, 3]],
  ['order_by=', [1, 2, 3]],
])('?%s', async (query, expected) => {
  const { id } = await world.ticket({ clientid: callers.ann.id });
  for (const text of ['3', '2', '1']) await callers.staff.ask('POST', `/tickets/${id}/posts/`, { text });
  const { json } = await callers.staff.ask('GET', `/tickets/${id}/posts/?${query}`);
  const listed = (json!.data as { text: string }[]).map(({ text }) => Number(text)).filter(Boolean);
  expect(listed).toEqual(expected);
});

testDoorRefusals(world, 'helpdeskeddy/ListPosts', [
  {
    message: 'Parameter "order_by" must be date_created, with {asc} or {desc}',
    request: () => callers.staff.ask('GET', '/tickets/1/posts/?order_by=text'),
  },
  { ...notFound(999_999), request: () => callers.staff.ask('GET', '/tickets/999999/posts/') },
  { ...notFound(999_999), because: 'for a client', request: () => callers.ann.ask('GET', '/tickets/999999/posts/') },
  { ...notFound(1), because: "another client's", request: () => callers.bob.ask('GET', '/tickets/1/posts/') },
  { ...notFound(1), because: "another department's", request: () => callers.elsewhere.ask('GET', '/tickets/1/posts/') },
  {
    message: 'There is nothing at this address',
    status: 404,
    request: () => callers.staff.ask('GET', '/tickets/x/posts/'),
  },
]);
