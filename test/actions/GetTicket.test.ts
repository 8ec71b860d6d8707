import { uniqueId } from '../../src/tickets/numbers';
import { expectAnswer } from '../support/answers';
import { testRefusals } from '../support/refusals';
import { base64 } from '../support/requests';
import { useWorld } from '../support/world';

const world = useWorld();

type Shown = Record<string, unknown> & {
  replies: { reply: Record<string, unknown>[] };
  notes: { note: Record<string, unknown>[] };
};

const read = async (params: Record<string, unknown>): Promise<Shown> =>
  (await world.done('GetTicket', params)) as unknown as Shown;

const file = (name: string) => ({ name, data: base64('contents') });

const tag = (ticketId: number, name: string) =>
  world.desk.database.transaction('write', (db) =>
    db.query(
      `with named as (insert into tags (name) values ($2) on conflict (lower(name)) do update set name = tags.name
                      returning id)
       insert into ticket_tags (ticket_id, tag_id) select $1, id from named`,
      [ticketId, name],
    ),
  );

const GUEST = { name: 'Gus', email: 'gus@example.com' };

/** The published order. Our additions are never last, because some callers take the last key for the list. */
const DOCUMENTED = [
  'result',
  'ticketid',
  'tid',
  'c',
  'deptid',
  'deptname',
  'userid',
  'contactid',
  'name',
  'email',
  'requestor_name',
  'requestor_type',
  'requestor_email',
  'cc',
  'date',
  'subject',
  'status',
  'priority',
  'admin',
  'lastreply',
  'flag',
  'service',
  'replies',
  'notes',
];
const DOCUMENTED_REPLY = [
  'replyid',
  'userid',
  'contactid',
  'name',
  'email',
  'requestor_name',
  'requestor_email',
  'requestor_type',
  'date',
  'message',
  'attachment',
  'attachments',
  'attachments_removed',
  'admin',
];

test('answers everything about a ticket, in the published order', async () => {
  await world.admin('jo');
  const flag = await world.admin('kim');
  const { clientId } = await world.client('Ann Lee');
  const email = (await world.rows<{ email: string }>('select email from clients where id = $1', [clientId]))[0]!.email;
  const contactid = await world.contact(clientId);
  const serviceid = await world.service(clientId);
  const fieldId = await world.customField({ name: 'Plan', type: 'select', options: ['Basic', 'Business'] });
  const { id, tid, c } = await world.done('OpenTicket', {
    deptid: 1,
    subject: 'Subject',
    message: 'First\r\nmessage',
    clientid: clientId,
    serviceid,
    priority: 'High',
    created: '2024-01-01 10:00:00',
    customfields: { Plan: 'business' },
    attachments: [file('a.png'), file('b.pdf')],
  });
  const byContact = await world.done('AddTicketReply', {
    ticketid: id,
    message: 'Second',
    clientid: clientId,
    contactid,
    created: '2024-01-01 11:00:00',
    attachments: [file('c.txt')],
  });
  const byStaff = await world.done('AddTicketReply', {
    ticketid: id,
    message: 'Third',
    adminusername: 'jo',
    created: '2024-01-01 12:00:00',
  });
  const note = { ticketid: id, message: 'Only for us', created: '2024-01-01 13:00:00' };
  const { noteid } = await world.done('AddTicketNote', { ...note, attachments: [file('d.txt')] }, 'jo');
  await world.done('UpdateTicket', { ticketid: id, flag, cc: 'x@example.com, y@example.com' });
  await tag(id as number, 'urgent');
  await tag(id as number, 'Billing');

  const answer = await read({ ticketid: id });
  expectAnswer('GetTicket', answer);
  expect(Object.keys(answer).filter((key) => DOCUMENTED.includes(key))).toEqual(DOCUMENTED);
  for (const reply of answer.replies.reply) {
    expect(Object.keys(reply).filter((key) => key !== 'rating')).toEqual(DOCUMENTED_REPLY);
  }
  const stored = (name: string) => expect.stringMatching(new RegExp(`^\\d{6}_${name}$`));
  const client = { userid: clientId, contactid: 0, name: 'Ann Lee', email, requestor_name: 'Ann Lee' };
  expect(answer).toEqual({
    result: 'success',
    id,
    ticketid: id,
    tid,
    c,
    deptid: 1,
    deptname: 'Support',
    ...client,
    requestor_type: 'Owner',
    requestor_email: email,
    cc: 'x@example.com,y@example.com',
    date: '2024-01-01 10:00:00',
    subject: 'Subject',
    status: 'Answered',
    priority: 'High',
    admin: '',
    lastreply: '2024-01-01 12:00:00',
    flag,
    service: `S${serviceid}`,
    preventClientClosure: false,
    customfields: { customfield: [{ id: fieldId, name: 'Plan', value: 'Business' }] },
    tags: { tag: ['Billing', 'urgent'] },
    replies: {
      reply: [
        {
          replyid: '0',
          ...client,
          requestor_email: email,
          requestor_type: 'Owner',
          date: '2024-01-01 10:00:00',
          message: 'First\r\nmessage',
          attachment: stored('a\\.png\\|\\d{6}_b\\.pdf'),
          attachments: [
            { filename: 'a.png', index: 0 },
            { filename: 'b.pdf', index: 1 },
          ],
          attachments_removed: false,
          admin: '',
        },
        {
          replyid: byContact.replyid,
          userid: clientId,
          contactid,
          name: 'Con Tact',
          email: 'con.tact@example.com',
          requestor_name: 'Con Tact',
          requestor_email: 'con.tact@example.com',
          requestor_type: 'Sub-account',
          date: '2024-01-01 11:00:00',
          message: 'Second',
          attachment: stored('c\\.txt'),
          attachments: [{ filename: 'c.txt', index: 0 }],
          attachments_removed: false,
          admin: '',
          rating: 0,
        },
        {
          replyid: byStaff.replyid,
          userid: 0,
          contactid: 0,
          name: '',
          email: '',
          requestor_name: 'Jo Admin',
          requestor_email: '',
          requestor_type: 'Operator',
          date: '2024-01-01 12:00:00',
          message: 'Third',
          attachment: '',
          attachments: [],
          attachments_removed: false,
          admin: 'Jo Admin',
          rating: 0,
        },
      ],
    },
    notes: {
      note: [
        {
          noteid,
          date: '2024-01-01 13:00:00',
          message: 'Only for us',
          attachment: stored('d\\.txt'),
          attachments: [{ filename: 'd.txt', index: 0 }],
          attachments_removed: false,
          admin: 'Jo Admin',
        },
      ],
    },
  });
});

test('shows empty texts, zeros and empty lists for a ticket with nothing but its first message', async () => {
  const { id, tid, c } = await world.ticket(GUEST);
  const answer = await read({ ticketid: id });
  expectAnswer('GetTicket', answer);
  const date = world.now.toISOString().slice(0, 19).replace('T', ' ');
  const guest = { userid: 0, contactid: 0, ...GUEST, requestor_name: 'Gus', requestor_email: 'gus@example.com' };
  expect(answer).toEqual({
    result: 'success',
    id,
    ticketid: id,
    tid,
    c,
    deptid: 1,
    deptname: 'Support',
    ...guest,
    requestor_type: 'Guest',
    cc: '',
    date,
    subject: 'Subject',
    status: 'Open',
    priority: 'Medium',
    admin: '',
    lastreply: date,
    flag: 0,
    service: '',
    preventClientClosure: false,
    customfields: { customfield: [] },
    tags: { tag: [] },
    replies: {
      reply: [
        {
          replyid: '0',
          ...guest,
          requestor_type: 'Guest',
          date,
          message: 'Message',
          attachment: '',
          attachments: [],
          attachments_removed: false,
          admin: '',
        },
      ],
    },
    notes: { note: [] },
  });
});

test('prints ids as text for a credential that has them so, and the first message as "0" either way', async () => {
  const { id } = await world.ticket({ ...GUEST });
  const { replyid } = await world.done('AddTicketReply', { ticketid: id, message: 'Reply', ...GUEST });
  const credentials = await world.credential(['*'], { ids: 'string' });
  const { json } = await world.post({ action: 'GetTicket', ticketid: String(id), ...credentials });
  expect(json).toMatchObject({
    id: String(id),
    ticketid: String(id),
    deptid: '1',
    userid: '0',
    flag: '0',
    replies: { reply: [{ replyid: '0' }, { replyid: String(replyid), rating: '0' }] },
  });
});

test('finds the ticket by id first, then by number', async () => {
  const [one, two] = [await world.ticket(), await world.ticket()];
  expect(await read({ ticketnum: one.tid })).toMatchObject({ id: one.id });
  expect(await read({ ticketnum: ` ${one.tid} ` })).toMatchObject({ id: one.id });
  expect(await read({ ticketid: two.id, ticketnum: one.tid })).toMatchObject({ id: two.id });
  expect(await read({ ticketid: '', ticketnum: one.tid })).toMatchObject({ id: one.id });
  // The number that the HelpDeskEddy API shows, unless it is the number of another ticket.
  expect(await read({ ticketnum: uniqueId(one.id).toLowerCase() })).toMatchObject({ id: one.id });
  await world.desk.database.transaction('write', async (db) => {
    await db.query('update tickets set number = $2 where id = $1', [two.id, uniqueId(one.id)]);
  });
  expect(await read({ ticketnum: uniqueId(one.id) })).toMatchObject({ id: two.id });
});

describe('repliessort', () => {
  test.each([
    [undefined, ['Message', 'b', 'c']],
    ['', ['Message', 'b', 'c']],
    ['undefined', ['Message', 'b', 'c']],
    ['ASC', ['Message', 'b', 'c']],
    ['asc', ['Message', 'b', 'c']],
    ['DESC', ['c', 'b', 'Message']],
    ['desc', ['c', 'b', 'Message']],
  ])('%j', async (repliessort, expected) => {
    const { id } = await world.ticket({ created: '2024-01-01 00:00:00' });
    for (const message of ['b', 'c']) {
      const created = '2024-02-02 00:00:00';
      await world.done('AddTicketReply', { ticketid: id, message, ...GUEST, created });
    }
    const { replies } = await read({ ticketid: id, repliessort });
    expect(replies.reply.map(({ message }) => message)).toEqual(expected);
  });
});

test('lists notes in the order they were written', async () => {
  const { id } = await world.ticket();
  for (const created of ['2024-03-03 00:00:00', '2024-02-02 00:00:00']) {
    await world.done('AddTicketNote', { ticketid: id, message: created, created });
  }
  const { notes } = await read({ ticketid: id });
  expect(notes.note.map(({ date }) => date)).toEqual(['2024-02-02 00:00:00', '2024-03-03 00:00:00']);
});

test('keeps the names of removed files', async () => {
  const { id } = await world.ticket({ attachments: [file('a.txt'), file('b.txt')] });
  await world.desk.database.transaction('write', async (db) => {
    const first = '(select id from messages where ticket_id = $1)';
    await db.query(
      `delete from attachment_contents where attachment_id in (select id from attachments where message_id = ${first})`,
      [id],
    );
    await db.query(`update attachments set removed_at = now() where message_id = ${first}`, [id]);
  });
  expect((await read({ ticketid: id })).replies.reply[0]).toMatchObject({
    attachment: expect.stringMatching(/^\d{6}_a\.txt\|\d{6}_b\.txt$/),
    attachments: [
      { filename: 'a.txt', index: 0 },
      { filename: 'b.txt', index: 1 },
    ],
    attachments_removed: true,
  });
});

test("shows only the ticket's own conversation, notes, files, fields and tags", async () => {
  const { id } = await world.ticket();
  const other = await world.ticket({ attachments: [file('a.txt')] });
  await world.done('AddTicketReply', { ticketid: other.id, message: 'Reply', ...GUEST, attachments: [file('b.txt')] });
  await world.done('AddTicketNote', { ticketid: other.id, message: 'Note', attachments: [file('c.txt')] });
  await tag(other.id, 'other');
  expect(await read({ ticketid: id })).toMatchObject({
    replies: { reply: [{ attachments: [] }] },
    notes: { note: [] },
    tags: { tag: [] },
    customfields: { customfield: [] },
  });
});

test('changes nothing', async () => {
  const { id } = await world.ticket();
  const counts = await world.counts();
  await read({ ticketid: id });
  expect(await world.counts()).toEqual(counts);
});

testRefusals(world, 'GetTicket', [
  { message: 'Ticket ID Not Found', params: { ticketid: 999_999 } },
  { message: 'Ticket ID Not Found', because: 'none', params: {} },
  { message: 'Ticket ID Not Found', because: 'no number', params: { ticketid: 'abc' } },
  { message: 'Ticket ID Not Found', because: '0', params: { ticketid: '0' } },
  { message: 'Ticket ID Not Found', because: 'ticketnum', params: { ticketnum: '000000' } },
  { message: 'Ticket ID Not Found', because: 'a pattern', params: { ticketnum: '%' } },
  { message: 'Ticket ID Not Found', because: 'too long', params: { ticketnum: '1'.repeat(51) } },
  { message: 'Ticket ID Not Found', because: 'a list', params: { ticketnum: ['1'] } },
  {
    message: 'Invalid repliessort. Must be ASC or DESC',
    params: async () => ({ ticketid: (await world.ticket()).id, repliessort: 'newest' }),
  },
]);
