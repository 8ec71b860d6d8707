import { ask, asProgram, testDoorRefusals } from '../../support/doors';
import { dataOf, openTicket, teammate } from '../../support/socialboards';
import { useWorld } from '../../support/world';

const world = useWorld();

let headers: Record<string, string>;
let theirs: Record<string, string>;
let email: string;
let ticketId: number;

beforeAll(async () => {
  headers = await asProgram(world);
  ({ email } = await teammate(world, 'jo'));
  ticketId = await openTicket(world, headers);
  const departmentId = await world.department();
  theirs = await asProgram(world, ['*'], await world.admin('elsewhere', { departmentIds: [departmentId] }));
});

const list = (id: number, query = '', how = headers) => ask(world, how, 'GET', `/tickets/${id}/replies${query}`);

test('lists the oldest first, with drafts and levels, as CreateReply answered them', async () => {
  const replies: { id: number }[] = [];
  for (const body of [{}, { isDraft: true }, { isHtml: false, attachments: [{ url: 'https://a.example/a' }] }]) {
    const parentReplyId = replies.at(-1)?.id ?? null;
    const sent = { message: 'Reply', author: { email }, parentReplyId, ...body };
    replies.push(dataOf(await ask(world, headers, 'POST', `/tickets/${ticketId}/replies`, sent)));
  }
  expect(dataOf(await list(ticketId))).toEqual(replies);
  expect(replies).toMatchObject([{ level: 0 }, { level: 1, properties: { isDraft: true } }, { level: 2 }]);
  expect(dataOf(await list(ticketId, '?skip=1&Take=1'))).toEqual([replies[1]]);
});

test('stored files, contacts and staff without a row are described as far as they are known', async () => {
  const { id } = await world.ticket();
  const data = Buffer.from('text').toString('base64');
  await world.done('AddTicketReply', {
    ticketid: id,
    message: 'A',
    adminusername: 'Somebody',
    attachments: [{ name: 'a.txt', data }],
  });
  const [file] = await world.rows<{ id: number }>(`select id from attachments where filename = 'a.txt'`);
  expect(dataOf(await list(id))).toMatchObject([
    {
      author: { id: expect.stringMatching(/^[0-9a-f-]{36}$/), name: 'Somebody', email: '', status: 'team' },
      attachments: [{ name: 'a.txt', url: `${world.url}/tickets/${id}/attachments/${file!.id}` }],
    },
  ]);
});

test('all by default, at most 50 with `take`', async () => {
  const { id } = await world.ticket();
  await world.change(
    `insert into messages (ticket_id, author_kind, author_name, body, created_at)
     select $1, 'guest', 'Guest', n, now() from generate_series(1, 60) as n`,
    [id],
  );
  expect(dataOf(await list(id))).toHaveLength(60);
  expect(dataOf(await list(id, '?take=1000'))).toHaveLength(50);
});

test('is empty without replies', async () => {
  expect(dataOf(await list((await world.ticket()).id))).toEqual([]);
});

testDoorRefusals(world, 'socialboards/ListReplies', [
  { message: 'Ticket ID not found', status: 404, request: () => list(999_999) },
  {
    message: 'Ticket ID not found',
    because: 'another department',
    status: 404,
    request: () => list(ticketId, '', theirs),
  },
  { message: 'Parameter "take" is out of range', request: () => list(ticketId, '?take=0') },
  { message: 'Parameter "skip" must be a whole number', request: () => list(ticketId, '?skip=some') },
]);
