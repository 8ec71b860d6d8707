import { expectAnswer } from '../support/answers';
import { customFieldRefusals } from '../support/custom-field-refusals';
import { asClient, asReseller } from '../support/doors';
import { testRefusals } from '../support/refusals';
import { base64 } from '../support/requests';
import { inOneLine, TEXTS } from '../support/texts';
import { refuseUnknown, useWorld } from '../support/world';

const EXTENSIONS = new Set(['txt', 'png']);

const world = useWorld((config) => {
  config.desk = { ...config.desk, attachmentExtensions: EXTENSIONS, attachmentMaxBytes: 100, attachmentMaxFiles: 2 };
  refuseUnknown(config);
});
/** Its mask allows a single number and cannot be widened. */
const fullWorld = useWorld((config) => {
  config.desk = { ...config.desk, ticketMask: 'NUMBERXISXTAKEN' };
});
const romanWorld = useWorld((config) => {
  config.desk = { ...config.desk, timeZone: 'Europe/Rome' };
});

interface Ann {
  clientId: number;
  userId: number;
  contactId: number;
  serviceId: number;
  domainId: number;
}
let ann: Ann;
let bob: Ann;
/** A user of Ann's account who does not own it. */
let helperId: number;
let field: number;
let strictDepartment: number;

async function person(name: string): Promise<Ann> {
  const { clientId, userId } = await world.client(name);
  const contactId = await world.contact(clientId);
  return {
    clientId,
    userId,
    contactId,
    serviceId: await world.service(clientId),
    domainId: await world.domain(clientId),
  };
}

beforeAll(async () => {
  ann = await person('Ann Lee');
  bob = await person('Bob Ray');
  helperId = (await world.client('Hal Per')).userId;
  await world.desk.database.transaction('write', (db) =>
    db.query('insert into client_users (client_id, user_id) values ($1, $2)', [ann.clientId, helperId]),
  );
  await world.admin('jo');
  field = await world.customField({ name: 'Found us through', type: 'text' });
  strictDepartment = await world.department({ name: 'Strict', preventClientClosure: true });
  await world.customField({ name: 'Order', type: 'text', required: true, departmentId: strictDepartment });
});

const GUEST = { deptid: 1, subject: 'Subject', message: 'Message', name: 'Gus', email: 'gus@example.com' };
const ofAnn = () => ({ deptid: 1, subject: 'Subject', message: 'Message', clientid: ann.clientId });
const file = (name: string, text = 'contents') => ({ name, data: base64(text) });

/** Opens a ticket and gives it as GetTicket does. */
async function opened(params: Record<string, unknown>, admin?: string) {
  const { id } = await world.done('OpenTicket', params, admin);
  const ticket = await world.done('GetTicket', { ticketid: id });
  return ticket as typeof ticket & { replies: { reply: [Record<string, unknown>] } };
}

async function row<Row = Record<string, unknown>>(id: unknown): Promise<Row> {
  const [found] = await world.rows<Row>(
    `select t.*, m.format, (select payload from outbox where event like 'TicketOpen%' order by id desc limit 1) as payload
     from tickets t join messages m on m.ticket_id = t.id and m.is_first where t.id = $1`,
    [id],
  );
  return found!;
}

test('answers with the id, the number and the access code, in this order', async () => {
  const answer = await world.call('OpenTicket', GUEST);
  expectAnswer('OpenTicket', answer);
  expect(answer).toEqual({
    result: 'success',
    id: expect.any(Number),
    tid: expect.stringMatching(/^[1-9]\d{5}$/),
    c: expect.stringMatching(/^[A-Za-z0-9]{8}$/),
  });
  expect(await world.call('GetTicket', { ticketid: answer.id as number })).toMatchObject({
    tid: answer.tid,
    c: answer.c,
  });
});

test('opens the published sample as an HTTP caller sends it', async () => {
  const { json } = await world.post({
    action: 'OpenTicket',
    deptid: '1',
    subject: 'This is a sample ticket',
    message: 'This is a **sample** ticket message',
    clientid: String(ann.clientId),
    priority: 'Medium',
    markdown: '1',
    attachments: base64(JSON.stringify([file('sample_text_file.txt', 'This is a sample text file contents')])),
    preventClientClosure: '1',
  });
  expect(json).toMatchObject({ result: 'success' });
  expect(await row(json!.id)).toMatchObject({ format: 'markdown', prevent_client_closure: true });
  const stored = await world.done('GetTicketAttachment', { relatedid: json!.id, type: 'ticket', index: 0 });
  expect(stored).toMatchObject({
    filename: 'sample_text_file.txt',
    data: base64('This is a sample text file contents'),
  });
});

describe('the opener', () => {
  test.each([
    [
      'a client',
      () => ({ clientid: ann.clientId }),
      () => ({ userid: ann.clientId, contactid: 0, name: 'Ann Lee', requestor_type: 'Owner' }),
    ],
    [
      'the user who owns the account',
      () => ({ clientid: ann.clientId, userid: ann.userId }),
      () => ({ userid: ann.clientId, contactid: 0, name: 'Ann Lee', requestor_type: 'Owner' }),
    ],
    [
      'another user of the account',
      () => ({ clientid: ann.clientId, userid: helperId }),
      () => ({ userid: ann.clientId, contactid: 0, name: 'Hal Per', requestor_type: 'Authorized User' }),
    ],
    [
      'a contact',
      () => ({ clientid: ann.clientId, contactid: ann.contactId }),
      () => ({
        userid: ann.clientId,
        contactid: ann.contactId,
        name: 'Con Tact',
        email: 'con.tact@example.com',
        requestor_type: 'Sub-account',
      }),
    ],
    [
      'a user before a contact',
      () => ({ clientid: ann.clientId, userid: helperId, contactid: ann.contactId }),
      () => ({ contactid: 0, name: 'Hal Per', requestor_type: 'Authorized User' }),
    ],
    [
      'a guest',
      () => ({ name: 'Gus', email: ' gus@example.com ' }),
      () => ({ userid: 0, contactid: 0, name: 'Gus', email: 'gus@example.com', requestor_type: 'Guest' }),
    ],
    [
      'a guest whose address was copied with invisible characters',
      () => ({ name: 'Gus', email: '\u202agus@example.com\u200b\u202c' }),
      () => ({ name: 'Gus', email: 'gus@example.com', requestor_email: 'gus@example.com' }),
    ],
    [
      'a client, by its own name and address',
      () => ({ clientid: ann.clientId, name: 'Other', email: 'other@example.com' }),
      () => ({ userid: ann.clientId, name: 'Ann Lee', requestor_type: 'Owner' }),
    ],
    [
      'a guest, with 0 and empty text for no client',
      () => ({ clientid: '0', userid: '', contactid: '0', name: 'Gus', email: 'gus@example.com' }),
      () => ({ userid: 0, contactid: 0, name: 'Gus', requestor_type: 'Guest' }),
    ],
  ])('is %s', async (_who, who, shown) => {
    const ticket = await opened({ deptid: 1, subject: 'Subject', message: 'Message', ...who() });
    const expected = shown();
    expect(ticket).toMatchObject({ ...expected, requestor_name: expected.name, admin: '' });
    expect(ticket.replies.reply).toEqual([expect.objectContaining({ ...expected, requestor_name: expected.name })]);
  });

  test('is staff with `admin` and a calling administrator, for a client', async () => {
    const ticket = await opened({ ...ofAnn(), admin: true }, 'jo');
    expect(ticket).toMatchObject({
      userid: ann.clientId,
      name: 'Ann Lee',
      requestor_name: 'Jo Admin',
      requestor_email: '',
      requestor_type: 'Operator',
      admin: 'Jo Admin',
      status: 'Open',
    });
    expect(ticket.replies.reply).toEqual([
      expect.objectContaining({ name: '', email: '', requestor_type: 'Operator', admin: 'Jo Admin' }),
    ]);
  });

  test('is staff with `admin` and a calling administrator, for a guest', async () => {
    const ticket = await opened({ ...GUEST, admin: 'true' }, 'jo');
    expect(ticket).toMatchObject({ userid: 0, name: 'Gus', email: 'gus@example.com', requestor_type: 'Operator' });
  });

  test.each([
    ['`admin` but no calling administrator', { admin: true }, undefined],
    ['a calling administrator but no `admin`', {}, 'jo'],
    ['a calling administrator and `admin` false', { admin: 'false' }, 'jo'],
  ])('is the client, with %s', async (_why, params, admin) => {
    const ticket = await opened({ ...ofAnn(), ...params }, admin);
    expect(ticket).toMatchObject({ requestor_type: 'Owner', requestor_name: 'Ann Lee', admin: '' });
  });

  test('is the administrator of the calling credential', async () => {
    const credentials = await world.credential(['openticket'], { admin: await world.admin('kim') });
    const { json } = await world.post({
      ...credentials,
      action: 'OpenTicket',
      deptid: '1',
      subject: 'S',
      message: 'M',
      clientid: String(ann.clientId),
      admin: 'true',
    });
    expect(await world.done('GetTicket', { ticketid: json!.id })).toMatchObject({ requestor_type: 'Operator' });
  });
});

describe('what it is about', () => {
  test('a department', async () => {
    const deptid = await world.department({ name: 'Billing' });
    expect(await opened({ ...GUEST, deptid })).toMatchObject({ deptid, deptname: 'Billing' });
  });

  test("one of the client's services or domains", async () => {
    expect(await opened({ ...ofAnn(), serviceid: ann.serviceId })).toMatchObject({ service: `S${ann.serviceId}` });
    expect(await opened({ ...ofAnn(), domainid: ann.domainId })).toMatchObject({ service: `D${ann.domainId}` });
    expect(await opened({ ...ofAnn(), serviceid: '0', domainid: '' })).toMatchObject({ service: '' });
  });

  test.each([
    ['Low', 'Low'],
    ['Medium', 'Medium'],
    ['High', 'High'],
    ['hIGH', 'High'],
    [' low ', 'Low'],
    ['', 'Medium'],
    ['undefined', 'Medium'],
    ['null', 'Medium'],
    [undefined, 'Medium'],
  ])('priority %j is %s', async (priority, expected) => {
    expect(await opened({ ...GUEST, priority })).toMatchObject({ priority: expected, status: 'Open' });
  });
});

describe('the date', () => {
  test('is now by default', async () => {
    const ticket = await opened(GUEST);
    const now = world.now.toISOString().slice(0, 19).replace('T', ' ');
    expect(ticket).toMatchObject({ date: now, lastreply: now });
    expect(ticket.replies.reply[0].date).toBe(now);
  });

  test.each([
    ['2024-02-29 23:59:58', '2024-02-29 23:59:58'],
    ['2024-02-29T23:59:58', '2024-02-29 23:59:58'],
    ['2024-02-29T23:59:58Z', '2024-02-29 23:59:58'],
    ['2024-02-29T23:59:58+02:00', '2024-02-29 21:59:58'],
    ['2024-02-29T23:59:58.123-0500', '2024-03-01 04:59:58'],
    ['2024-02-29', '2024-02-29 00:00:00'],
  ])('%s in a desk in UTC', async (created, date) => {
    const ticket = await opened({ ...GUEST, created });
    expect(ticket).toMatchObject({ date, lastreply: date });
    expect(ticket.replies.reply[0].date).toBe(date);
  });

  test.each([
    ['2024-07-01 12:00:00', '2024-07-01 12:00:00', '2024-07-01T10:00:00.000Z'],
    ['2024-01-01T12:00:00', '2024-01-01 12:00:00', '2024-01-01T11:00:00.000Z'],
    ['2024-07-01T12:00:00Z', '2024-07-01 14:00:00', '2024-07-01T12:00:00.000Z'],
    ['2024-07-01T12:00:00-03:00', '2024-07-01 17:00:00', '2024-07-01T15:00:00.000Z'],
  ])('%s in a desk in Rome', async (created, date, instant) => {
    const { id } = await romanWorld.done('OpenTicket', { ...GUEST, created });
    expect(await romanWorld.done('GetTicket', { ticketid: id })).toMatchObject({ date, lastreply: date });
    const [stored] = await romanWorld.rows<{ created_at: Date }>('select created_at from tickets where id = $1', [id]);
    expect(stored!.created_at.toISOString()).toBe(instant);
  });

  test('may be a moment ahead, because clocks differ', async () => {
    const created = new Date(world.now.getTime() + 900).toISOString();
    expect(await world.call('OpenTicket', { ...GUEST, created })).toMatchObject({ result: 'success' });
  });

  test.each(['', 'undefined', 'null'])('now, for %j', async (created) => {
    const date = world.now.toISOString().slice(0, 19).replace('T', ' ');
    expect(await opened({ ...GUEST, created })).toMatchObject({ date });
  });
});

describe('flags', () => {
  test.each([
    ['markdown', true, 'markdown'],
    ['markdown', '1', 'markdown'],
    ['markdown', 'true', 'markdown'],
    ['markdown', 'false', 'plain'],
    ['markdown', '0', 'plain'],
    ['markdown', '', 'plain'],
    ['useMarkdown', 'true', 'markdown'],
  ])('%s %j is %s', async (name, value, format) => {
    const { id } = await world.done('OpenTicket', { ...GUEST, [name]: value });
    expect(await row(id)).toMatchObject({ format });
  });

  test('prefers markdown to the old name useMarkdown', async () => {
    const { id } = await world.done('OpenTicket', { ...GUEST, markdown: 'false', useMarkdown: 'true' });
    expect(await row(id)).toMatchObject({ format: 'plain' });
  });

  test.each([
    ['true', true],
    [1, true],
    ['false', false],
    [undefined, false],
  ])('passes noemail %j on with the event', async (noemail, quiet) => {
    const { id } = await world.done('OpenTicket', { ...GUEST, noemail });
    expect(await row(id)).toMatchObject({ payload: { ticketid: id, noemail: quiet } });
  });

  test.each([
    ['open', undefined, false],
    ['open', 'true', true],
    ['open', 'false', false],
    ['strict', undefined, true],
    ['strict', true, true],
    ['strict', 'false', false],
    ['strict', '', true],
  ])('in a department that is %s, preventClientClosure %j makes %s', async (kind, preventClientClosure, prevented) => {
    const where = kind === 'open' ? { deptid: 1 } : { deptid: strictDepartment, customfields: { Order: '1' } };
    const { id } = await world.done('OpenTicket', { ...GUEST, ...where, preventClientClosure });
    expect(await row(id)).toMatchObject({ prevent_client_closure: prevented });
  });
});

describe('custom fields', () => {
  const php = (id: number) => `a:1:{i:${id};s:6:"Google";}`;
  const shown = () => ({ customfield: [{ id: field, name: 'Found us through', value: 'Google' }] });

  test.each<[string, () => unknown]>([
    ['base64 of a serialized array', () => base64(php(field))],
    ['base64 of JSON', () => base64(JSON.stringify({ [field]: 'Google' }))],
    ['JSON', () => JSON.stringify({ [field]: 'Google' })],
    ['the array itself', () => ({ [field]: 'Google' })],
    ['the name of the field, in any letter case', () => ({ 'found US through': 'Google' })],
  ])('as %s', async (_how, customfields) => {
    const ticket = await opened({ ...GUEST, customfields: customfields() });
    expect(ticket.customfields).toEqual(shown());
  });

  test('as nested form keys', async () => {
    const params = { action: 'OpenTicket', ...GUEST, deptid: '1', [`customfields[${field}]`]: 'Google' };
    const { json } = await world.post(params);
    expect(await world.done('GetTicket', { ticketid: json!.id })).toMatchObject({ customfields: shown() });
  });

  test.each(['', '[]', '{}', 'W10=', 'YTowOnt9', 'a:0:{}', 'czowOiIiOw==', 'null'])(
    '%j means none',
    async (customfields) => {
      expect((await opened({ ...GUEST, customfields })).customfields).toEqual({ customfield: [] });
    },
  );
});

describe('attachments', () => {
  const two = [file('a.txt', 'one'), file('b.png', 'two')];

  async function contents(id: unknown): Promise<[unknown, string][]> {
    const ticket = await world.done('GetTicket', { ticketid: id });
    const [first] = (ticket as unknown as { replies: { reply: { attachments: { index: number }[] }[] } }).replies.reply;
    return Promise.all(
      first!.attachments.map(async ({ index }): Promise<[unknown, string]> => {
        const answer = await world.done('GetTicketAttachment', { relatedid: id, type: 'ticket', index });
        return [answer.filename, Buffer.from(String(answer.data), 'base64').toString()];
      }),
    );
  }

  test.each<[string, unknown]>([
    ['base64 of JSON with `name`', base64(JSON.stringify(two))],
    ['base64 of JSON with `filename`', base64(JSON.stringify(two.map(({ name, data }) => ({ filename: name, data }))))],
    ['JSON', JSON.stringify(two)],
    ['the array itself', two],
    ['bytes', two.map(({ name, data }) => ({ name, data: Buffer.from(data, 'base64') }))],
  ])('as %s', async (_how, attachments) => {
    const { id } = await world.done('OpenTicket', { ...GUEST, attachments });
    expect(await contents(id)).toEqual([
      ['a.txt', 'one'],
      ['b.png', 'two'],
    ]);
  });

  test('as nested form keys', async () => {
    const { json } = await world.post({
      action: 'OpenTicket',
      ...GUEST,
      deptid: '1',
      'attachments[0][name]': 'a.txt',
      'attachments[0][data]': base64('one'),
      'attachments[1][filename]': 'b.png',
      'attachments[1][data]': base64('two'),
    });
    expect(await contents(json!.id)).toEqual([
      ['a.txt', 'one'],
      ['b.png', 'two'],
    ]);
  });

  test.each([
    ['attachments[]', 'attachments[]'],
    ['attachments[0]', 'attachments[1]'],
    ['picture', 'anything'],
  ])('as file parts called %s and %s', async (first, second) => {
    const body = new FormData();
    const fields = { ...world.credentials, responsetype: 'json', action: 'OpenTicket', ...GUEST };
    for (const [name, value] of Object.entries(fields)) body.append(name, String(value));
    body.append(first, new Blob(['one']), 'Größe 日本.txt');
    body.append(second, new Blob(['two']), '../../b.png');
    const { json } = await world.send('/includes/api.php', { method: 'POST', body });
    expect(await contents(json!.id)).toEqual([
      ['Größe 日本.txt', 'one'],
      ['b.png', 'two'],
    ]);
  });

  test('are listed under their stored names, with their own names and indexes', async () => {
    const { replies } = await opened({ ...GUEST, attachments: two });
    expect(replies.reply[0]).toMatchObject({
      attachment: expect.stringMatching(/^\d{6}_a\.txt\|\d{6}_b\.png$/),
      attachments: [
        { filename: 'a.txt', index: 0 },
        { filename: 'b.png', index: 1 },
      ],
      attachments_removed: false,
    });
  });

  test.each(['', '[]', 'W10=', 'null', 'czowOiIiOw==', '[object Object]'])('%j means none', async (attachments) => {
    const { replies } = await opened({ ...GUEST, attachments });
    expect(replies.reply[0]).toMatchObject({ attachment: '', attachments: [], attachments_removed: false });
  });

  test('may be empty, of the greatest size, and of any letter case', async () => {
    const attachments = [file('empty.TXT', ''), file('full.Png', 'x'.repeat(100))];
    const { id } = await world.done('OpenTicket', { ...GUEST, attachments });
    expect(await contents(id)).toEqual([
      ['empty.TXT', ''],
      ['full.Png', 'x'.repeat(100)],
    ]);
  });
});

describe('events', () => {
  test.each([
    ['TicketOpen', 'the client', {}, undefined],
    ['TicketOpenAdmin', 'staff', { admin: true }, 'jo'],
  ])('%s, once, when %s opens it', async (event, _who, params, admin) => {
    await world.events();
    const { id, tid } = await world.done('OpenTicket', { ...ofAnn(), ...params, priority: 'High' }, admin);
    expect(await world.events()).toEqual([event]);
    expect((await row<{ payload: unknown }>(id)).payload).toMatchObject({
      ticketid: id,
      ticketmask: tid,
      userid: ann.clientId,
      deptid: 1,
      deptname: 'Support',
      subject: 'Subject',
      priority: 'High',
    });
  });
});

let annsHeaders: Record<string, string>;
beforeAll(async () => {
  annsHeaders = await asClient(world, ann.clientId);
});
const asAnn = asReseller(world, () => annsHeaders);

testRefusals(world, 'OpenTicket', [
  ...customFieldRefusals(world, 'ticket', (params, deptid) => ({ ...GUEST, deptid, ...params })),
  {
    message: 'The sender is blocked',
    params: async () => {
      await world.done('AddSpamFilter', { type: 'sender', pattern: '@spam.example' });
      return { ...GUEST, email: 'anybody@spam.example' };
    },
  },
  {
    message: 'The ticket was taken for spam',
    params: async () => {
      await world.done('AddSpamFilter', { type: 'phrase', pattern: 'xyzzy' });
      return { ...GUEST, message: 'Xyzzy!' };
    },
  },
  { message: 'Client ID Not Found', params: () => ({ ...ofAnn(), clientid: 999_999 }) },
  {
    message: 'Client ID Not Found',
    because: 'another client',
    params: () => ({ ...ofAnn(), clientid: bob.clientId }),
    call: asAnn,
  },
  {
    message: 'Message may have at most 200000 characters',
    params: { deptid: 1, subject: 'Subject', message: 'x'.repeat(200_001) },
    call: asAnn,
  },
  { message: 'Client ID Not Found', because: 'no number', params: { ...GUEST, clientid: 'ann' } },
  { message: 'Client ID Not Found', because: 'negative', params: { ...GUEST, clientid: '-1' } },
  { message: 'Client ID Not Found', because: 'too large', params: { ...GUEST, clientid: '99999999999999999999' } },
  { message: 'Client ID Not Found', because: 'a list', params: { ...GUEST, clientid: ['1'] } },
  {
    message: 'The system cannot find the provided user ID.',
    params: () => ({ ...ofAnn(), userid: 999_999 }),
  },
  {
    message: 'The system cannot find the provided user ID.',
    because: "another client's",
    params: () => ({ ...ofAnn(), userid: bob.userId }),
  },
  { message: 'Contact ID Not Found', params: () => ({ ...ofAnn(), contactid: 999_999 }) },
  {
    message: 'Contact ID Not Found',
    because: "another client's",
    params: () => ({ ...ofAnn(), contactid: bob.contactId }),
  },
  {
    message: 'Name and email address are required if not a client',
    because: 'neither',
    params: { deptid: 1, subject: 'Subject', message: 'Message' },
  },
  {
    message: 'Name and email address are required if not a client',
    because: 'no address',
    params: { ...GUEST, email: '' },
  },
  {
    message: 'Name and email address are required if not a client',
    because: 'no name',
    params: { ...GUEST, name: '  ' },
  },
  { message: 'Department ID not found', params: { ...GUEST, deptid: 999_999 } },
  { message: 'Department ID not found', because: 'none', params: { ...GUEST, deptid: '' } },
  { message: 'Department ID not found', because: 'no number', params: { ...GUEST, deptid: '1 or 1=1' } },
  { message: 'Department ID not found', because: 'not whole', params: { ...GUEST, deptid: '1.5' } },
  { message: 'Subject is required', params: { ...GUEST, subject: '' } },
  { message: 'Subject is required', because: 'spaces', params: { ...GUEST, subject: ' \t ' } },
  { message: 'Message is required', params: { ...GUEST, message: undefined } },
  { message: 'Message is required', because: 'spaces', params: { ...GUEST, message: '\r\n' } },
  { message: 'Message is required', because: 'a list', params: { ...GUEST, message: ['Message'] } },
  { message: 'Service ID Not Found', params: () => ({ ...ofAnn(), serviceid: 999_999 }) },
  {
    message: 'Service ID Not Found',
    because: "another client's",
    params: () => ({ ...ofAnn(), serviceid: bob.serviceId }),
  },
  { message: 'Service ID Not Found', because: 'no client', params: () => ({ ...GUEST, serviceid: ann.serviceId }) },
  { message: 'Domain ID Not Found', params: () => ({ ...ofAnn(), domainid: 'example.com' }) },
  {
    message: 'Domain ID Not Found',
    because: "another client's",
    params: () => ({ ...ofAnn(), domainid: bob.domainId }),
  },
  {
    message: 'Only one of serviceid or domainid may be specified',
    params: () => ({ ...ofAnn(), serviceid: ann.serviceId, domainid: ann.domainId }),
  },
  ...[
    'gus',
    'gus@localhost',
    'a@example.com,b@example.com',
    'a@exam ple.com',
    'gus@example.com\nBcc: x@example.com',
  ].map((email) => ({
    message: 'Email Address Invalid',
    because: JSON.stringify(email),
    params: { ...GUEST, email },
  })),
  ...['yesterday', 'now', '2024-02-30', '2024-02-29 25:00:00', '29.02.2024', '17000000', '0000-00-00 00:00:00'].map(
    (created) => ({
      message: 'Invalid Date Format',
      because: created,
      params: { ...GUEST, created },
    }),
  ),
  {
    message: 'Ticket creation date cannot be in the future',
    params: () => ({ ...GUEST, created: new Date(world.now.getTime() + 121_000).toISOString() }),
  },
  {
    message: 'Ticket creation date cannot be in the future',
    because: 'in the zone of the desk',
    world: romanWorld,
    params: () => ({
      ...GUEST,
      created: new Date(romanWorld.now.getTime() + 3 * 3_600_000).toISOString().slice(0, 19),
    }),
  },
  {
    message: 'Unable to generate ticket number',
    world: fullWorld,
    params: async () => {
      await fullWorld.call('OpenTicket', GUEST);
      return GUEST;
    },
  },
  {
    message: 'Invalid Ticket Priority. Valid priorities are: Low,Medium,High',
    params: { ...GUEST, priority: 'Critical' },
  },
  {
    message: 'Attachment "virus.exe": this type of file is not allowed. Allowed are: txt, png',
    params: { ...GUEST, attachments: [file('fine.txt'), file('virus.exe')] },
  },
  {
    message: 'Attachment "txt": this type of file is not allowed. Allowed are: txt, png',
    because: 'no extension',
    params: { ...GUEST, attachments: [file('txt')] },
  },
  {
    message: 'Attachment "photo.png.exe": this type of file is not allowed. Allowed are: txt, png',
    because: 'the last of two extensions',
    params: { ...GUEST, attachments: [file('photo.png.exe')] },
  },
  {
    message: 'Attachment "big.txt" is larger than the 100 bytes allowed',
    params: { ...GUEST, attachments: [file('big.txt', 'x'.repeat(101))] },
  },
  {
    message: 'At most 2 attachments are allowed',
    params: { ...GUEST, attachments: [file('a.txt'), file('b.txt'), file('c.txt')] },
  },
  {
    message: 'attachments must be a base64 encoded JSON list of {name, data}',
    params: { ...GUEST, attachments: 'not base64!' },
  },
  {
    message: 'Attachment "a.txt": data is not valid base64',
    params: { ...GUEST, attachments: [{ name: 'a.txt', data: '***' }] },
  },
  { message: 'Attachment 1 has no file name', params: { ...GUEST, attachments: [{ data: base64('x') }] } },
  { message: 'Attachment "a.txt" has no data', params: { ...GUEST, attachments: [{ name: 'a.txt' }] } },
  {
    message: 'Custom field "999999" does not exist in this department',
    params: { ...GUEST, customfields: { 999999: 'x' } },
  },
  {
    message: 'Custom field "Order" does not exist in this department',
    because: "another department's",
    params: { ...GUEST, customfields: { Order: 'x' } },
  },
  { message: 'Custom field "Order" is required', params: () => ({ ...GUEST, deptid: strictDepartment }) },
  {
    message: 'customfields must be a base64 encoded serialized array or JSON object of field id => value',
    because: 'an object of PHP',
    params: { ...GUEST, customfields: base64('O:8:"stdClass":0:{}') },
  },
  { message: 'Parameter "name" may have at most 250 characters', params: { ...GUEST, name: 'x'.repeat(251) } },
  {
    message: 'Parameter "message" contains characters that are not valid text',
    because: 'NUL',
    params: { ...GUEST, message: 'a\0b' },
  },
]);

test('gives simultaneous tickets different numbers, codes and ids', async () => {
  const answers = await Promise.all(Array.from({ length: 200 }, () => world.done('OpenTicket', GUEST)));
  for (const key of ['id', 'tid', 'c']) expect(new Set(answers.map((answer) => answer[key])).size).toBe(200);
});

describe('text comes back unchanged', () => {
  test.each(TEXTS)('%s', async (_what, text) => {
    const ticket = await opened({
      ...GUEST,
      subject: text,
      message: text,
      name: text,
      customfields: { [field]: text },
    });
    const line = inOneLine(text);
    expect(ticket).toMatchObject({ subject: line, name: line, customfields: { customfield: [{ value: line }] } });
    expect(ticket.replies.reply[0]).toMatchObject({ message: text, name: line });
  });

  test.each(TEXTS)('%s, over HTTP', async (_what, text) => {
    const { json } = await world.post({ action: 'OpenTicket', ...GUEST, deptid: '1', subject: text, message: text });
    const answer = await world.post({ action: 'GetTicket', ticketid: String(json!.id) });
    expect(answer.json).toMatchObject({ subject: inOneLine(text), replies: { reply: [{ message: text }] } });
  });

  test('two million characters, in many words', async () => {
    const words = Array.from({ length: 200_000 }, (_, index) => `word${index}`).join(' ');
    const ticket = await opened({ ...GUEST, message: words });
    expect(ticket.replies.reply[0].message === words).toBe(true);
  });

  test.each(['a1@', '@e1', './', '~/', 'a_b-', '<!--', 'http://a/', '-a.'])(
    'a log of nothing but %s, which must not keep the search index busy',
    async (piece) => {
      const text = piece.repeat(120_000 / piece.length);
      const ticket = await opened({ ...GUEST, subject: text, message: text });
      expect([ticket.subject === text, ticket.replies.reply[0].message === text]).toEqual([true, true]);
    },
  );

  test('a subject of any length', async () => {
    const words = Array.from({ length: 200_000 }, (_, index) => `word${index}`).join(' ');
    const ticket = await opened({ ...GUEST, subject: words });
    expect(ticket.subject === words).toBe(true);
  });
});
