import { expectAnswer } from '../support/answers';
import { customFieldRefusals } from '../support/custom-field-refusals';
import { asClient, asReseller } from '../support/doors';
import { testRefusals } from '../support/refusals';
import { base64 } from '../support/requests';
import { staleRefusals } from '../support/stale-refusals';
import { inOneLine, TEXTS } from '../support/texts';
import { refuseUnknown, useWorld } from '../support/world';

const world = useWorld((config) => {
  const attachmentExtensions = new Set(['txt']);
  config.desk = { ...config.desk, attachmentExtensions, attachmentMaxBytes: 100, attachmentMaxFiles: 2 };
  refuseUnknown(config);
});
const romanWorld = useWorld((config) => {
  config.desk = { ...config.desk, timeZone: 'Europe/Rome' };
});

let clientId: number;
let contactId: number;
let foreignContactId: number;
let staffId: number;
let field: number;
let requiredField: number;
let strictDepartment: number;

beforeAll(async () => {
  ({ clientId } = await world.client('Ann Lee'));
  contactId = await world.contact(clientId);
  foreignContactId = await world.contact((await world.client('Bob Ray')).clientId);
  staffId = await world.admin('jo');
  await world.admin('other');
  field = await world.customField({ name: 'Order', type: 'text' });
  strictDepartment = await world.department({ name: 'Strict' });
  requiredField = await world.customField({
    name: 'Contract',
    type: 'text',
    required: true,
    departmentId: strictDepartment,
  });
});

const GUEST = { name: 'Gus', email: 'gus@example.com' };
const file = (name: string, text = 'contents') => ({ name, data: base64(text) });

type Shown = Record<string, unknown> & { replies: { reply: Record<string, unknown>[] } };

const shown = async (ticketid: unknown): Promise<Shown> =>
  (await world.done('GetTicket', { ticketid })) as unknown as Shown;

/** Replies to a new ticket of a guest, and gives the ticket and the reply as GetTicket does. */
async function replied(params: Record<string, unknown>) {
  const { id } = await world.ticket({ created: '2024-01-01 00:00:00' });
  const { replyid } = await world.done('AddTicketReply', { ticketid: id, message: 'Reply', ...params });
  const ticket = await shown(id);
  return { id, ticket, replyid, reply: ticket.replies.reply.find((entry) => entry.replyid === replyid)! };
}

async function stored<Row = Record<string, unknown>>(sql: string, id: unknown): Promise<Row> {
  const [row] = await world.rows<Row>(sql, [id]);
  return row!;
}

test('answers with the id of the reply', async () => {
  const { id } = await world.ticket();
  const answer = await world.call('AddTicketReply', { ticketid: id, message: 'Reply', ...GUEST });
  expectAnswer('AddTicketReply', answer);
  const { replies } = await shown(id);
  expect(replies.reply).toEqual([
    expect.objectContaining({ replyid: '0', message: 'Message' }),
    expect.objectContaining({ replyid: answer.replyid, message: 'Reply', rating: 0 }),
  ]);
});

test('finds the ticket by id first, then by number', async () => {
  const [one, two] = [await world.ticket(), await world.ticket()];
  await world.done('AddTicketReply', { ticketnum: ` ${one.tid} `, message: 'By number', ...GUEST });
  await world.done('AddTicketReply', { ticketid: two.id, ticketnum: one.tid, message: 'By id', ...GUEST });
  expect((await shown(one.id)).replies.reply[1]).toMatchObject({ message: 'By number' });
  expect((await shown(two.id)).replies.reply[1]).toMatchObject({ message: 'By id' });
});

describe('the author', () => {
  const staff = { userid: 0, contactid: 0, name: '', email: '', requestor_type: 'Operator' };

  test.each([
    [
      'a client',
      () => ({ clientid: clientId }),
      () => ({ userid: clientId, contactid: 0, name: 'Ann Lee', requestor_type: 'Owner', admin: '' }),
    ],
    [
      'a client under the old name userid',
      () => ({ userid: clientId }),
      () => ({ userid: clientId, contactid: 0, name: 'Ann Lee', requestor_type: 'Owner', admin: '' }),
    ],
    [
      'a contact',
      () => ({ clientid: clientId, contactid: contactId }),
      () => ({
        userid: clientId,
        contactid: contactId,
        name: 'Con Tact',
        email: 'con.tact@example.com',
        requestor_type: 'Sub-account',
        admin: '',
      }),
    ],
    [
      'an administrator',
      () => ({ adminusername: 'jo' }),
      () => ({ ...staff, admin: 'Jo Admin', requestor_name: 'Jo Admin' }),
    ],
    [
      'an administrator in another letter case',
      () => ({ adminusername: 'JO' }),
      () => ({ ...staff, admin: 'Jo Admin', requestor_name: 'Jo Admin' }),
    ],
    [
      'any text as an administrator',
      () => ({ adminusername: 'Auto-response (night)' }),
      () => ({ ...staff, admin: 'Auto-response (night)', requestor_name: 'Auto-response (night)' }),
    ],
    [
      'a number as an administrator, which is a name and no id',
      () => ({ adminusername: String(staffId) }),
      () => ({ ...staff, admin: String(staffId), requestor_name: String(staffId) }),
    ],
    [
      'a guest',
      () => ({ name: 'Gus', email: ' gus@example.com ' }),
      () => ({ userid: 0, contactid: 0, name: 'Gus', email: 'gus@example.com', requestor_type: 'Guest', admin: '' }),
    ],
    [
      'a client before anybody else',
      () => ({ clientid: clientId, adminusername: 'jo', ...GUEST }),
      () => ({ userid: clientId, name: 'Ann Lee', requestor_type: 'Owner', admin: '' }),
    ],
    [
      'an administrator before a guest',
      () => ({ adminusername: 'jo', ...GUEST, clientid: '0', contactid: '' }),
      () => ({ ...staff, admin: 'Jo Admin' }),
    ],
  ])('is %s', async (_who, who, expected) => {
    const { reply } = await replied(who());
    expect(reply).toMatchObject(expected());
  });
});

describe('the status', () => {
  test.each([
    ['a client', () => ({ clientid: clientId }), 'Customer-Reply'],
    ['a contact', () => ({ clientid: clientId, contactid: contactId }), 'Customer-Reply'],
    ['a guest', () => GUEST, 'Customer-Reply'],
    ['an administrator', () => ({ adminusername: 'jo' }), 'Answered'],
    ['any text as an administrator', () => ({ adminusername: 'Robot' }), 'Answered'],
    ['a guest with a status', () => ({ ...GUEST, status: 'On Hold' }), 'On Hold'],
    [
      'an administrator with a status in any letter case',
      () => ({ adminusername: 'jo', status: ' cLOSED ' }),
      'Closed',
    ],
    ['an administrator with an empty status', () => ({ adminusername: 'jo', status: '' }), 'Answered'],
    ['a client with the status "undefined"', () => ({ clientid: clientId, status: 'undefined' }), 'Customer-Reply'],
  ])('after %s', async (_who, who, status) => {
    expect((await replied(who())).ticket).toMatchObject({ status });
  });

  test('of a closed ticket opens again', async () => {
    const { id } = await world.ticket();
    await world.done('UpdateTicket', { ticketid: id, status: 'Closed' });
    await world.done('AddTicketReply', { ticketid: id, message: 'Once more', ...GUEST });
    expect(await shown(id)).toMatchObject({ status: 'Customer-Reply' });
    expect(await stored('select closed_at from tickets where id = $1', id)).toEqual({ closed_at: null });
  });
});

describe('the date', () => {
  test('is now by default', async () => {
    const { ticket, reply } = await replied(GUEST);
    const date = world.now.toISOString().slice(0, 19).replace('T', ' ');
    expect(reply).toMatchObject({ date });
    expect(ticket).toMatchObject({ lastreply: date, date: '2024-01-01 00:00:00' });
  });

  test.each([
    ['2024-05-06 07:08:09', '2024-05-06 07:08:09'],
    ['2024-05-06T07:08:09+02:00', '2024-05-06 05:08:09'],
  ])('takes %s', async (created, date) => {
    const { ticket, reply } = await replied({ ...GUEST, created });
    expect(reply).toMatchObject({ date });
    expect(ticket).toMatchObject({ lastreply: date });
  });

  test("is read in the desk's time zone", async () => {
    const { id } = await romanWorld.ticket({ created: '2024-01-01 00:00:00' });
    const created = '2024-07-01 12:00:00';
    const { replyid } = await romanWorld.done('AddTicketReply', { ticketid: id, message: 'Reply', ...GUEST, created });
    const [row] = await romanWorld.rows<{ at: Date }>('select created_at as at from messages where id = $1', [replyid]);
    expect(row!.at.toISOString()).toBe('2024-07-01T10:00:00.000Z');
    expect(await romanWorld.done('GetTicket', { ticketid: id })).toMatchObject({ lastreply: created });
  });

  test('puts an earlier reply in its place and leaves the last reply alone', async () => {
    const { id } = await world.ticket({ created: '2024-01-01 00:00:00' });
    for (const created of ['2024-03-03 00:00:00', '2024-02-02 00:00:00']) {
      await world.done('AddTicketReply', { ticketid: id, message: created, ...GUEST, created });
    }
    const ticket = await shown(id);
    expect(ticket.lastreply).toBe('2024-03-03 00:00:00');
    expect(ticket.replies.reply.map(({ message }) => message)).toEqual([
      'Message',
      '2024-02-02 00:00:00',
      '2024-03-03 00:00:00',
    ]);
  });
});

describe('flags', () => {
  test.each([
    [{ markdown: true }, 'markdown'],
    [{ markdown: 'false' }, 'plain'],
    [{}, 'plain'],
    [{ useMarkdown: '1' }, 'markdown'],
  ])('%j is %s', async (params, format) => {
    const { replyid } = await replied({ ...GUEST, ...params });
    expect(await stored('select format from messages where id = $1', replyid)).toEqual({ format });
  });

  test.each([
    ['true', true],
    ['false', false],
    [undefined, false],
  ])('passes noemail %j on with the event', async (noemail, quiet) => {
    const { id, replyid } = await replied({ ...GUEST, noemail });
    expect(await lastPayload('TicketUserReply')).toMatchObject({ ticketid: id, replyid, noemail: quiet });
  });
});

const lastPayload = async (event: string): Promise<unknown> =>
  (await stored<{ payload: unknown }>('select payload from outbox where event = $1 order by id desc limit 1', event))
    .payload;

describe('custom fields', () => {
  const value = (ticket: Shown) => (ticket.customfields as { customfield: { value: string }[] }).customfield;

  test.each<[string, (id: number) => unknown]>([
    ['base64 of a serialized array', (id) => base64(`a:1:{i:${id};s:3:"new";}`)],
    ['base64 of JSON', (id) => base64(JSON.stringify({ [id]: 'new' }))],
    ['JSON', (id) => JSON.stringify({ [id]: 'new' })],
    ['the array itself', (id) => ({ [id]: 'new' })],
  ])('of the ticket are changed by %s', async (_how, encode) => {
    const { id } = await world.ticket({ customfields: { [field]: 'old' } });
    await world.done('AddTicketReply', { ticketid: id, message: 'Reply', ...GUEST, customfields: encode(field) });
    expect(value(await shown(id))).toEqual([{ id: field, name: 'Order', value: 'new' }]);
  });

  test('of the ticket are changed by nested form keys', async () => {
    const { id } = await world.ticket({ customfields: { [field]: 'old' } });
    const params = { ticketid: String(id), message: 'Reply', ...GUEST, [`customfields[${field}]`]: 'new' };
    const { json } = await world.post({ action: 'AddTicketReply', ...params });
    expect(json).toMatchObject({ result: 'success' });
    expect(value(await shown(id))).toEqual([{ id: field, name: 'Order', value: 'new' }]);
  });

  test('an empty text removes them; an omitted one keeps them', async () => {
    const { id } = await world.ticket({ customfields: { [field]: 'old' } });
    await world.done('AddTicketReply', { ticketid: id, message: 'Reply', ...GUEST, customfields: '[]' });
    expect(value(await shown(id))).toHaveLength(1);
    await world.done('AddTicketReply', { ticketid: id, message: 'Reply', ...GUEST, customfields: { [field]: '' } });
    expect(value(await shown(id))).toEqual([]);
  });

  test('required ones are checked only when the ticket is opened', async () => {
    const { id } = await world.ticket({ deptid: strictDepartment, customfields: { Contract: '7' } });
    await world.done('AddTicketReply', { ticketid: id, message: 'Reply', ...GUEST, customfields: { Order: '1' } });
    expect(value(await shown(id))).toHaveLength(2);
  });
});

describe('attachments', () => {
  const two = [file('a.txt', 'one'), file('b.txt', 'two')];

  test.each<[string, unknown]>([
    ['base64 of JSON', base64(JSON.stringify(two))],
    ['JSON with `filename`', JSON.stringify(two.map(({ name, data }) => ({ filename: name, data })))],
    ['the array itself', two],
  ])('as %s', async (_how, attachments) => {
    const { reply, replyid, ticket } = await replied({ ...GUEST, attachments });
    expect(reply).toMatchObject({
      attachment: expect.stringMatching(/^\d{6}_a\.txt\|\d{6}_b\.txt$/),
      attachments: [
        { filename: 'a.txt', index: 0 },
        { filename: 'b.txt', index: 1 },
      ],
    });
    expect(ticket.replies.reply[0]).toMatchObject({ attachment: '', attachments: [] });
    const answer = await world.done('GetTicketAttachment', { relatedid: replyid, type: 'reply', index: 1 });
    expect(answer).toMatchObject({ filename: 'b.txt', data: base64('two') });
  });

  test('as file parts', async () => {
    const { id } = await world.ticket();
    const body = new FormData();
    const fields = { ...world.credentials, responsetype: 'json', action: 'AddTicketReply', ticketid: String(id) };
    for (const [name, value] of Object.entries({ ...fields, message: 'Reply', ...GUEST })) body.append(name, value);
    body.append('attachments[]', new Blob(['one']), 'a.txt');
    const { json } = await world.send('/includes/api.php', { method: 'POST', body });
    const answer = await world.done('GetTicketAttachment', { relatedid: json!.replyid, type: 'reply', index: 0 });
    expect(answer).toMatchObject({ filename: 'a.txt', data: base64('one') });
  });
});

describe('events', () => {
  test.each<[string, () => Record<string, unknown>, string[]]>([
    ['a client', () => ({ clientid: clientId }), ['TicketUserReply']],
    ['a guest', () => GUEST, ['TicketUserReply']],
    ['an administrator', () => ({ adminusername: 'jo' }), ['TicketAdminReply']],
    [
      'an administrator who closes it',
      () => ({ adminusername: 'jo', status: 'Closed' }),
      ['TicketAdminReply', 'TicketClose'],
    ],
    ['a guest who holds it', () => ({ ...GUEST, status: 'On Hold' }), ['TicketUserReply']],
  ])('of a reply by %s', async (_who, who, expected) => {
    const { id } = await world.ticket();
    await world.events();
    await world.done('AddTicketReply', { ticketid: id, message: 'Reply', ...who() });
    expect((await world.events()).sort()).toEqual(expected);
  });

  test('emit no second TicketClose for a ticket that stays closed', async () => {
    const { id } = await world.ticket();
    await world.done('UpdateTicket', { ticketid: id, status: 'Closed' });
    await world.events();
    await world.done('AddTicketReply', { ticketid: id, message: 'Reply', adminusername: 'jo', status: 'Closed' });
    expect(await world.events()).toEqual(['TicketAdminReply']);
  });

  test('carry the published fields', async () => {
    const ticket = { deptid: 1, deptname: 'Support', subject: 'Subject', priority: 'Medium' };
    const byClient = await replied({ clientid: clientId });
    const { id: ticketid, replyid } = byClient;
    const payload = { ticketid, replyid, ...ticket, userid: clientId, status: 'Customer-Reply' };
    expect(await lastPayload('TicketUserReply')).toMatchObject(payload);
    const byStaff = await replied({ adminusername: 'jo' });
    expect(await lastPayload('TicketAdminReply')).toMatchObject({
      ...ticket,
      ticketid: byStaff.id,
      replyid: byStaff.replyid,
      admin: 'Jo Admin',
      status: 'Answered',
    });
  });
});

const onTicket = async (params: Record<string, unknown>) => ({
  ticketid: (await world.ticket({ deptid: strictDepartment, customfields: { Contract: '7' } })).id,
  message: 'Reply',
  ...GUEST,
  ...params,
});

let annsHeaders: Record<string, string>;
beforeAll(async () => {
  annsHeaders = await asClient(world, clientId);
});
const asAnn = asReseller(world, () => annsHeaders);
const annsTicket = async () => (await world.ticket({ clientid: clientId })).id;

testRefusals(world, 'AddTicketReply', [
  ...staleRefusals(world, { message: 'Late', adminusername: 'jo' }),
  ...customFieldRefusals(world, 'ticket', async (params, deptid) => ({
    ticketid: (await world.ticket({ deptid })).id,
    message: 'Message',
    ...GUEST,
    ...params,
  })),
  ...['some', '999999', '999999,all'].map((quote) => ({
    message: 'Invalid quote. Must be none, last, all or ids of messages of the ticket',
    because: quote,
    params: () => onTicket({ ...GUEST, quote }),
  })),
  {
    message: 'The sender is blocked',
    params: async () => {
      await world.done('AddSpamFilter', { type: 'sender', pattern: '@spam.example' });
      return onTicket({ ...GUEST, email: 'anybody@spam.example' });
    },
  },
  {
    message: 'The ticket was taken for spam',
    params: async () => {
      await world.done('AddSpamFilter', { type: 'phrase', pattern: 'xyzzy' });
      return onTicket({ ...GUEST, message: 'Xyzzy!' });
    },
  },
  { message: 'Ticket ID not found', params: { ticketid: 999_999, message: 'Reply', ...GUEST } },
  { message: 'Ticket ID not found', because: 'none', params: { message: 'Reply', ...GUEST } },
  { message: 'Ticket ID not found', because: 'no number', params: { ticketid: 'x', message: 'Reply', ...GUEST } },
  { message: 'Ticket ID not found', because: 'ticketnum', params: { ticketnum: 'x', message: 'Reply', ...GUEST } },
  { message: 'Client ID Not Found', params: () => onTicket({ clientid: 999_999 }) },
  {
    message: 'Client ID Not Found',
    because: 'another client',
    params: async () => ({ ticketid: await annsTicket(), message: 'Reply', clientid: clientId + 1 }),
    call: asAnn,
  },
  {
    message: 'Message may have at most 200000 characters',
    params: async () => ({ ticketid: await annsTicket(), message: 'x'.repeat(200_001) }),
    call: asAnn,
  },
  { message: 'Client ID Not Found', because: 'no number', params: () => onTicket({ clientid: 'ann' }) },
  { message: 'Contact ID Not Found', params: () => onTicket({ clientid: clientId, contactid: 999_999 }) },
  {
    message: 'Contact ID Not Found',
    because: "another client's",
    params: () => onTicket({ clientid: clientId, contactid: foreignContactId }),
  },
  {
    message: 'Name and email address are required if not a client',
    because: 'neither',
    params: () => onTicket({ name: undefined, email: undefined }),
  },
  {
    message: 'Name and email address are required if not a client',
    because: 'no address',
    params: () => onTicket({ email: '' }),
  },
  { message: 'Message is required', params: () => onTicket({ message: '' }) },
  { message: 'Message is required', because: 'spaces', params: () => onTicket({ message: ' \r\n' }) },
  { message: 'Email Address Invalid', params: () => onTicket({ email: 'gus at example.com' }) },
  { message: 'Invalid Ticket Status', params: () => onTicket({ status: 'Sleeping' }) },
  { message: 'Invalid Date Format', params: () => onTicket({ created: '2024-13-01 00:00:00' }) },
  {
    message: 'Reply creation date cannot be in the future',
    params: () => onTicket({ created: new Date(world.now.getTime() + 121_000).toISOString() }),
  },
  {
    message: 'Custom field "Contract" is required',
    because: 'cannot be taken away',
    params: () => onTicket({ customfields: { [requiredField]: '' } }),
  },
  {
    message: 'Custom field "77777" does not exist in this department',
    params: () => onTicket({ customfields: { 77777: 'x' } }),
  },
  {
    message: 'Attachment "a.php": this type of file is not allowed. Allowed are: txt',
    params: () => onTicket({ attachments: [file('a.php')] }),
  },
  {
    message: 'Attachment "a.txt" is larger than the 100 bytes allowed',
    params: () => onTicket({ attachments: [file('a.txt', 'x'.repeat(101))] }),
  },
  {
    message: 'attachments must be a base64 encoded JSON list of {name, data}',
    params: () => onTicket({ attachments: 'not base64!' }),
  },
  { message: 'Attachment 1 has no file name', params: () => onTicket({ attachments: [{ data: base64('x') }] }) },
  { message: 'Attachment "a.txt" has no data', params: () => onTicket({ attachments: [{ name: 'a.txt' }] }) },
  {
    message: 'Attachment "a.txt": data is not valid base64',
    params: () => onTicket({ attachments: [{ name: 'a.txt', data: '***' }] }),
  },
  {
    message: 'At most 2 attachments are allowed',
    params: () => onTicket({ attachments: [file('a.txt'), file('b.txt'), file('c.txt')] }),
  },
  {
    message: 'Parameter "adminusername" may have at most 250 characters',
    params: () => onTicket({ adminusername: 'x'.repeat(251) }),
  },
]);

describe('a reply whose author says what they had seen', () => {
  const seen = { seenreplyid: 0, seennoteid: 0, seenstatus: 'Open' };

  test('is added if nothing arrived', async () => {
    const { id } = await world.ticket();
    const { replyid } = await world.done('AddTicketReply', {
      ...seen,
      ticketid: id,
      message: 'One',
      adminusername: 'jo',
    });
    expect((await shown(id)).replies.reply.map((reply) => reply.replyid)).toEqual(['0', replyid]);
  });

  test.each(['id', 'tid'] as const)('is added if only its author has written since, by %s', async (name) => {
    const ticket = await world.ticket();
    const reference = name === 'id' ? { ticketid: ticket.id } : { ticketnum: ticket.tid };
    await world.done('AddTicketReply', { ...seen, ...reference, message: 'One', adminusername: 'jo' });
    await world.done('AddTicketNote', { ...seen, ...reference, message: 'Note' }, 'jo');
    await world.done('AddTicketReply', { ...seen, ...reference, message: 'Two', adminusername: 'JO' });
    await world.done('AddTicketReply', { ...reference, message: 'Three', ...GUEST });
    const own = { ...reference, ...GUEST, email: 'GUS@example.com' };
    const { replies } = await shown(ticket.id);
    await world.done('AddTicketReply', { ...own, seenreplyid: Number(replies.reply[2]!.replyid), message: 'Four' });
  });

  test('is added if the ticket was closed when its author saw it, or has another status that is open', async () => {
    const { id } = await world.ticket();
    await world.done('UpdateTicket', { ticketid: id, status: 'Answered' });
    await world.done('AddTicketReply', {
      ...seen,
      ticketid: id,
      message: 'One',
      adminusername: 'jo',
      status: 'Closed',
    });
    const later = { ...seen, seenstatus: 'Closed' };
    await world.done('AddTicketReply', { ...later, ticketid: id, message: 'Two', adminusername: 'jo' });
  });

  test('is added if what arrived is seen, and stopped for what came after it', async () => {
    const { id } = await world.ticket();
    const { replyid } = await world.done('AddTicketReply', { ticketid: id, message: 'More', ...GUEST });
    await world.done('AddTicketReply', { ticketid: id, message: 'One', adminusername: 'jo', seenreplyid: replyid });
    const late = { ticketid: id, message: 'Two', adminusername: 'other', seenreplyid: replyid };
    expect(await world.call('AddTicketReply', late)).toMatchObject({ result: 'error' });
    expect((await shown(id)).replies.reply).toHaveLength(3);
  });
});

describe('text comes back unchanged', () => {
  test.each(TEXTS)('%s', async (_what, text) => {
    expect((await replied({ message: text, name: text, email: 'gus@example.com' })).reply).toMatchObject({
      message: text,
      name: inOneLine(text),
    });
    // Nobody is called null. A program without a user name prints it so.
    if (text === 'null' || text === 'undefined') return;
    const { reply } = await replied({ message: text, adminusername: text });
    expect(reply).toMatchObject({ message: text, admin: inOneLine(text) });
  });

  test('two million characters', async () => {
    const text = 'Größe 日本 '.repeat(200_000);
    expect((await replied({ ...GUEST, message: text })).reply.message === text).toBe(true);
  });
});

test('keeps all simultaneous replies', async () => {
  const { id } = await world.ticket();
  const answers = await Promise.all(
    Array.from({ length: 30 }, (_, index) =>
      world.done('AddTicketReply', { ticketid: id, message: `Reply ${index}`, ...GUEST }),
    ),
  );
  expect(new Set(answers.map(({ replyid }) => replyid)).size).toBe(30);
  expect((await shown(id)).replies.reply).toHaveLength(31);
});
