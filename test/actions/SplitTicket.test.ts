import { expectAnswer } from '../support/answers';
import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld();
const fullWorld = useWorld((config) => {
  config.desk = { ...config.desk, ticketMask: 'NUMBERXISXTAKEN' };
});

type Shown = Record<string, unknown> & {
  replies: { reply: { message: string; replyid: string; attachments: { filename: string }[] }[] };
  notes: { note: { message: string }[] };
};
const shown = async (ticketid: unknown) => (await world.done('GetTicket', { ticketid })) as unknown as Shown;
const textsOf = ({ replies }: Shown) => replies.reply.map(({ message }) => message);

async function conversation() {
  const { clientId } = await world.client();
  const ticket = await world.ticket({
    clientid: clientId,
    subject: 'Both',
    message: 'One',
    cc: 'cc@example.com',
    noemail: true,
  });
  const reply = async (message: string, more: Record<string, unknown> = {}) =>
    Number(
      (await world.done('AddTicketReply', { ticketid: ticket.id, message, clientid: clientId, noemail: true, ...more }))
        .replyid,
    );
  const attachments = Buffer.from(JSON.stringify([{ name: 'log.txt', data: 'YQ==' }])).toString('base64');
  return { ...ticket, clientId, two: await reply('Two', { attachments }), three: await reply('Three') };
}

test('the messages begin a ticket of their own, with their files, and both tickets say so', async () => {
  const { id, tid, clientId, two, three } = await conversation();
  await world.done('UpdateTicket', { ticketid: id, status: 'Closed', priority: 'High' });
  await world.events();
  const answer = await world.done('SplitTicket', { ticketid: id, messageids: [three, two], subject: 'Other' });
  expectAnswer('SplitTicket', answer);
  expect(await world.events()).toEqual(['TicketAddNote', 'TicketAddNote', 'TicketSplit']);
  expect(await world.logged()).toMatchObject({ description: `Ticket split: id ${id}, ticket ${String(answer.id)}` });
  const [old, split] = [await shown(id), await shown(answer.id)];
  expect(textsOf(old)).toEqual(['One']);
  expect(textsOf(split)).toEqual(['Two', 'Three']);
  expect(split.replies.reply[0]?.attachments).toEqual(
    [{ filename: 'log.txt', index: 0, removed: false }].map((file) =>
      expect.objectContaining({ filename: file.filename }),
    ),
  );
  expect(split).toMatchObject({
    subject: 'Other',
    status: 'Open',
    priority: 'High',
    userid: clientId,
    cc: 'cc@example.com',
  });
  expect(split.notes.note).toMatchObject([{ message: `Split off from ticket #${tid}: Both` }]);
  expect(old.notes.note).toMatchObject([{ message: `Split off as ticket #${String(answer.tid)}: Other` }]);
  expect(await world.done('GetTickets', { search: 'Three' })).toMatchObject({
    totalresults: 1,
    tickets: { ticket: [{ id: answer.id }] },
  });
  expect(
    await world.rows(
      'select 1 from tickets t where last_reply_at <> (select max(created_at) from messages where ticket_id = t.id)',
    ),
  ).toEqual([]);
});

test('it may go to another department, and has the same subject by default', async () => {
  const { id, three } = await conversation();
  const deptid = await world.department();
  const { id: split } = await world.done('SplitTicket', { ticketid: id, messageids: String(three), deptid });
  expect(await shown(split)).toMatchObject({ subject: 'Both', deptid });
});

async function split(messageids: (made: Awaited<ReturnType<typeof conversation>>) => unknown, more = {}) {
  const made = await conversation();
  return { ticketid: made.id, messageids: messageids(made), ...more };
}

async function firstOf(id: number) {
  const [row] = await world.rows<{ id: number }>('select id from messages where ticket_id = $1 and is_first', [id]);
  return row?.id;
}

testRefusals(world, 'SplitTicket', [
  { message: 'Message IDs Required', params: { ticketid: 999_999 } },
  { message: 'Message IDs Required', because: 'only commas', params: { ticketid: 999_999, messageids: ', ,' } },
  {
    message: 'At most 500 messages can be moved at once',
    params: { ticketid: 999_999, messageids: Array.from({ length: 501 }, (_, at) => at) },
  },
  { message: 'Ticket ID Not Found', params: { ticketid: 999_999, messageids: '1' } },
  { message: 'Department ID Not Found', params: () => split(({ two }) => two, { deptid: 999_999 }) },
  { message: 'Invalid Message IDs: 0x1, -3', params: () => split(({ two }) => `${two},0x1,-3`) },
  {
    message: 'Unable to generate ticket number',
    world: fullWorld,
    params: async () => {
      const ticketid = (await fullWorld.ticket({ noemail: true })).id;
      const { replyid } = await fullWorld.done('AddTicketReply', { ticketid, message: 'Two', adminusername: 'Jo' });
      return { ticketid, messageids: replyid };
    },
  },
  { message: 'Invalid Message IDs: 999999', params: () => split(({ two }) => [two, 999_999]) },
]);

test('refuses the first message, which stays', async () => {
  const { id } = await conversation();
  const first = await firstOf(id);
  expect(await world.call('SplitTicket', { ticketid: id, messageids: first })).toEqual({
    result: 'error',
    message: `Invalid Message IDs: ${first}`,
  });
});

test('refuses a draft, which would be a first message that nobody sees', async () => {
  const { id, two } = await conversation();
  const [draft] = await world.change<{ id: number }>(
    `insert into messages (ticket_id, author_kind, body, is_draft, created_at) values ($1, 'staff', 'Draft', true, now())
     returning id`,
    [id],
  );
  for (const messageids of [draft!.id, [two, draft!.id]]) {
    expect(await world.call('SplitTicket', { ticketid: id, messageids })).toEqual({
      result: 'error',
      message: `Invalid Message IDs: ${draft!.id}`,
    });
  }
});
