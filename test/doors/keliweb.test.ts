import { PERSONAL_TOKEN } from '../../src/access/callers/bearer';
import { drawToken, hashSecret } from '../../src/access/secrets';
import { findCredential } from '../../src/store/access/credentials';
import { insertGrant } from '../../src/store/access/grants';
import { asClient, ask } from '../support/doors';
import { eventually } from '../support/eventually';
import { contentOf } from '../support/refusals';
import { BOUNDARY, base64, bytes, encode, fieldParts, MULTIPART, multipartBody, URLENCODED } from '../support/requests';
import { type HttpAnswer, refuseUnknown, useWorld } from '../support/world';
import { bytesOf, recorded } from '../wire/recorded';

const PREFIX = '/api/v2/keliweb';

const world = useWorld(refuseUnknown);
/** A second server with its own prefix, and CORS for these two origins only. */
const elsewhere = useWorld((config) => {
  config.keliwebPrefix = '/reseller/v3';
  config.corsOrigins = ['https://shop.example', 'https://panel.example'];
});

type Headers = Record<string, string>;
type Fields = Record<string, string>;

/** The client of the published samples, and another client. */
let ours: Headers;
const other = { clientId: 0, contactId: 0, serviceId: 0, domainId: 0, ticketId: 0 };
const own = { contactId: 0, serviceId: 0, domainId: 0 };
let secretField: number;

beforeAll(async () => {
  expect(await world.client('John Doe')).toMatchObject({ clientId: 1 });
  ours = await asClient(world, 1);
  own.contactId = await world.contact(1);
  own.serviceId = await world.service(1);
  own.domainId = await world.domain(1);
  expect(await world.customField({ name: 'How did you find us?', type: 'text' })).toBe(1);
  secretField = await world.customField({ name: 'Credit', type: 'text', staffOnly: true });
  expect(await world.ticket({ clientid: 1 })).toMatchObject({ id: 1 });
  const { clientId } = await world.client('Eve Else');
  other.clientId = clientId;
  other.contactId = await world.contact(clientId);
  other.serviceId = await world.service(clientId);
  other.domainId = await world.domain(clientId);
  other.ticketId = (await world.ticket({ clientid: clientId })).id;
});

const send = (method: string, init: RequestInit, headers: Headers = ours): Promise<HttpAnswer> =>
  world.send(`${PREFIX}/${method}`, { method: 'POST', ...init, headers: { ...headers, ...(init.headers as Headers) } });

const post = (method: string, fields: Fields, headers = ours): Promise<HttpAnswer> =>
  send(method, bytes(encode(fields), URLENCODED), headers);

const TICKET = { deptid: '1', subject: 'Subject', message: 'Message' };
const open = (fields: Fields, headers = ours) => post('open-ticket', { ...TICKET, ...fields }, headers);
const reply = (fields: Fields, headers = ours) =>
  post('add-ticket-reply', { ticketid: '1', message: 'Reply', ...fields }, headers);

/** A ticket as stored, with its last message. */
async function kept(answer: HttpAnswer): Promise<Record<string, unknown>> {
  expect({ status: answer.status, ...answer.json }).toMatchObject({ status: 200, result: 'success' });
  const id = Number(answer.json!.id ?? 1);
  const [row] = await world.rows(
    `select t.department_id as "departmentId", t.client_id as "clientId", t.contact_id as "contactId", t.subject,
       t.service_id as "serviceId", t.domain_id as "domainId", t.opener_kind as "openerKind",
       t.prevent_client_closure as "preventClientClosure", t.user_id as "userId",
       t.opened_by_staff_id as "staffId", s.title as status, p.name as priority, t.created_at as "createdAt",
       m.author_kind as "authorKind", m.author_name as "authorName", m.body, m.format,
       m.contact_id as "authorContactId", m.created_at as "saidAt",
       array(select f.filename || '=' || convert_from(c.bytes, 'UTF8') from attachments f
             join attachment_contents c on c.attachment_id = f.id where f.message_id = m.id order by f.position) as files,
       (select json_object_agg(field_id, value) from custom_field_values where ticket_id = t.id) as fields
     from tickets t
       join statuses s on s.id = t.status_id join priorities p on p.id = t.priority_id
       join messages m on m.id = (select max(id) from messages where ticket_id = t.id)
     where t.id = $1`,
    [id],
  );
  return row!;
}

const SAMPLE_FILE = 'sample_text_file.txt=This is a sample text file contents';

/** The ways in which real PHP sends them, byte for byte. */
const WAYS = [
  'a query under a bare multipart header',
  'an array under a bare multipart header',
  'an array',
  'a query',
] as const;

const replay = (method: string, name: string): Promise<HttpAnswer> => {
  const request = recorded(name);
  return send(method, bytes(bytesOf(request), request.content_type));
};

describe('the published samples, as PHP was recorded to send them', () => {
  test.each(WAYS)('open-ticket: %s', async (way) => {
    const answer = await replay('open-ticket', `open-ticket: ${way}`);
    expect(answer.text).toMatch(/^\{"result":"success","id":"\d+","tid":"[1-9]\d{5}","c":"[A-Za-z0-9]{8}"\}$/);
    expect(answer.headers.get('content-type')).toBe('application/json');
    expect(await kept(answer)).toMatchObject({
      departmentId: 1,
      clientId: 1,
      openerKind: 'client',
      subject: 'This is a sample ticket',
      body: 'This is a **sample** ticket message',
      format: 'markdown',
      priority: 'Medium',
      status: 'Open',
      files: [SAMPLE_FILE],
      fields: null,
    });
    const [row] = await world.rows<{ tid: string; c: string }>(
      'select number as tid, access_code as c from tickets where id = $1',
      [Number(answer.json!.id)],
    );
    expect(answer.json).toMatchObject({ ...row });
  });

  test.each(WAYS)('add-ticket-reply: %s', async (way) => {
    const before = await world.counts();
    const answer = await replay('add-ticket-reply', `add-ticket-reply: ${way}`);
    expect(answer.text).toBe('{"result":"success"}');
    expect(await kept(answer)).toMatchObject({
      status: 'Customer-Reply',
      authorKind: 'client',
      body: 'This is a sample ticket reply',
      format: 'markdown',
      files: [SAMPLE_FILE],
      fields: { 1: 'Google' },
    });
    expect((await world.counts()).messages).toBe(before.messages! + 1);
  });

  test.each(WAYS)('false, null and "[]": %s', async (way) => {
    const answer = await replay('open-ticket', `open-ticket without markdown: ${way}`);
    expect(await kept(answer)).toMatchObject({
      subject: 'Grüße',
      body: 'One & only = 100% + tax',
      contactId: null,
      format: 'plain',
      files: [],
      fields: null,
    });
  });
});

describe('a page, as Chromium sends its FormData', () => {
  const WEBKIT = '----WebKitFormBoundaryE19zNvXGzXaLvS5C';
  const formData = (fields: Fields): RequestInit => {
    const body = multipartBody(fieldParts(fields)).toString('latin1').replaceAll(BOUNDARY, WEBKIT);
    return bytes(Buffer.from(body, 'latin1'), `multipart/form-data; boundary=${WEBKIT}`);
  };

  test('open-ticket', async () => {
    const answer = await send(
      'open-ticket',
      formData({
        deptid: '1',
        subject: 'This is a sample ticket',
        message: 'This is a **sample** ticket message',
        clientid: '1',
        priority: 'Medium',
        markdown: 'true',
        attachments: '[]',
      }),
    );
    expect(Object.keys(answer.json!)).toEqual(['result', 'id', 'tid', 'c']);
    expect(await kept(answer)).toMatchObject({ clientId: 1, format: 'markdown', files: [] });
  });

  test('add-ticket-reply', async () => {
    const sample = { ticketid: '1', message: 'This is a sample ticket reply', clientid: '1', customfields: '[]' };
    const answer = await send('add-ticket-reply', formData({ ...sample, useMarkdown: 'true', attachments: '[]' }));
    expect(answer.text).toBe('{"result":"success"}');
    expect(await kept(answer)).toMatchObject({ body: 'This is a sample ticket reply', format: 'markdown', files: [] });
  });

  test('what JavaScript writes for false and null', async () => {
    const nothing = { markdown: 'false', priority: 'null', contactid: 'null', serviceid: 'undefined' };
    const answer = await send(
      'open-ticket',
      formData({ ...TICKET, ...nothing, customfields: 'null', attachments: '' }),
    );
    expect(await kept(answer)).toMatchObject({ format: 'plain', priority: 'Medium', contactId: null, files: [] });
  });
});

test('JSON is read too, and so is a multipart body whose header names no boundary', async () => {
  const inJson = await ask(world, ours, 'POST', `${PREFIX}/open-ticket`, { ...TICKET, deptid: 1, markdown: true });
  expect(await kept(inJson)).toMatchObject({ subject: 'Subject', format: 'markdown' });
  const shown = await send('open-ticket', bytes(multipartBody(fieldParts(TICKET)), 'multipart/form-data'));
  expect(await kept(shown)).toMatchObject({ subject: 'Subject', body: 'Message' });
});

describe('flags and lists', () => {
  test.each<[Fields, string]>([
    [{ markdown: 'true' }, 'markdown'],
    [{ markdown: '1' }, 'markdown'],
    [{ markdown: 'on' }, 'markdown'],
    [{ markdown: 'yes' }, 'markdown'],
    [{ useMarkdown: 'true' }, 'markdown'],
    [{ useMarkdown: '1' }, 'markdown'],
    [{ markdown: 'false' }, 'plain'],
    [{ markdown: '0' }, 'plain'],
    [{ markdown: '' }, 'plain'],
    [{ markdown: 'no' }, 'plain'],
    [{ useMarkdown: 'false' }, 'plain'],
    [{ markdown: 'false', useMarkdown: 'true' }, 'plain'],
    [{ markdown: 'true', useMarkdown: 'false' }, 'markdown'],
    [{}, 'plain'],
  ])('%j is %s, in a ticket and in a reply', async (flags, format) => {
    expect(await kept(await open(flags))).toMatchObject({ format });
    expect(await kept(await reply(flags))).toMatchObject({ format });
  });

  test.each(['[]', '', 'W10=', 'YTowOnt9', '{}', 'e30=', 'null', 'undefined'])(
    '%j means no attachments and no custom fields',
    async (nothing) => {
      await kept(await reply({ customfields: '{"1":"A friend"}' }));
      const none = { attachments: nothing, customfields: nothing };
      expect(await kept(await open(none))).toMatchObject({ files: [], fields: null });
      expect(await kept(await reply(none))).toMatchObject({ files: [], fields: { 1: 'A friend' } });
    },
  );

  test('files under either name, bare, in brackets and as parts', async () => {
    const data = Buffer.from('x').toString('base64');
    const both = { filename: 'wins.txt', name: 'loses.txt', data };
    expect(await kept(await open({ attachments: base64([both]) }))).toMatchObject({ files: ['wins.txt=x'] });
    expect(await kept(await open({ attachments: JSON.stringify([both]) }))).toMatchObject({ files: ['wins.txt=x'] });
    const nested = { 'attachments[0][name]': 'a.txt', 'attachments[0][data]': data };
    expect(await kept(await open(nested))).toMatchObject({ files: ['a.txt=x'] });
    const parts = ['attachments[]', 'attachments[5]', 'whatever'].map((name, index) => ({
      name,
      filename: `${index}.txt`,
      value: 'x',
    }));
    const answer = await send('add-ticket-reply', {
      ...bytes(multipartBody([...fieldParts({ ticketid: '1', message: 'Reply' }), ...parts]), MULTIPART),
    });
    expect(await kept(answer)).toMatchObject({ files: ['0.txt=x', '1.txt=x', '2.txt=x'] });
  });

  test('X-Requested-With makes no difference', async () => {
    const bare = await open({}, ours);
    const asked = await open({}, { ...ours, 'X-Requested-With': 'XMLHttpRequest' });
    for (const answer of [bare, asked]) expect(answer.json).toMatchObject({ result: 'success' });
  });
});

describe('get-ticket', () => {
  const DOCUMENTED = [
    ...['result', 'ticketid', 'ticketnum', 'c', 'deptid', 'deptname', 'userid', 'contactid', 'name', 'email', 'cc'],
    ...['date', 'subject', 'status', 'priority', 'admin', 'lastreply', 'flag', 'service', 'replies', 'notes'],
  ];
  let ticket: { id: string; tid: string; c: string };
  let email: string;

  beforeAll(async () => {
    world.now = new Date('2027-01-31T09:00:00Z');
    await world.admin('jo');
    [{ email }] = (await world.rows<{ email: string }>('select email from clients where id = 1')) as [
      { email: string },
    ];
    const file = { attachments: JSON.stringify([{ name: 'a.txt', data: 'eA==' }]) };
    const fields = { contactid: String(own.contactId), serviceid: String(own.serviceId), priority: 'high', ...file };
    ticket = (await open(fields)).json as unknown as typeof ticket;
    world.now = new Date('2027-01-31T10:00:00Z');
    await world.done('AddTicketReply', { ticketid: ticket.id, message: '**Answer**', adminusername: 'jo' });
    await world.done('AddTicketNote', { ticketid: ticket.id, message: 'A difficult client' }, 'jo');
    await world.done('UpdateTicket', { ticketid: ticket.id, flag: 1, cc: 'boss@example.com' });
  });

  test('answers with the documented members, in that order, and never with a note', async () => {
    const answer = await post('get-ticket', { ticketid: ticket.id });
    expect(Object.keys(answer.json!)).toEqual([...DOCUMENTED, 'tid']);
    expect(answer.json).toEqual({
      result: 'success',
      ticketid: ticket.id,
      ticketnum: ticket.tid,
      c: ticket.c,
      deptid: '1',
      deptname: expect.stringMatching(/\S/),
      userid: '1',
      contactid: String(own.contactId),
      name: 'Con Tact',
      email: 'con.tact@example.com',
      cc: 'boss@example.com',
      date: '2027-01-31 09:00:00',
      subject: 'Subject',
      status: 'Answered',
      priority: 'High',
      admin: '',
      lastreply: '2027-01-31 10:00:00',
      flag: '1',
      service: `S${own.serviceId}`,
      replies: [
        expect.objectContaining({
          replyid: '0',
          userid: '1',
          contactid: String(own.contactId),
          name: 'Con Tact',
          date: '2027-01-31 09:00:00',
          message: 'Message',
          attachments: [{ filename: 'a.txt', index: 0 }],
          admin: '',
        }),
        expect.objectContaining({ message: '**Answer**', admin: 'Jo Admin', date: '2027-01-31 10:00:00' }),
      ],
      notes: [],
      tid: ticket.tid,
    });
    expect(answer.text).not.toContain('difficult');
  });

  test('by number too, with the replies in either order', async () => {
    const messages = async (fields: Fields) => {
      const { json } = await post('get-ticket', fields);
      return (json as { replies: { message: string }[] }).replies.map(({ message }) => message);
    };
    const inOrder = ['Message', '**Answer**'];
    expect(await messages({ ticketnum: ticket.tid })).toEqual(inOrder);
    expect(await messages({ ticketnum: ` ${ticket.tid} `, repliessort: 'asc' })).toEqual(inOrder);
    expect(await messages({ ticketid: ticket.id, repliessort: 'DESC' })).toEqual(inOrder.toReversed());
  });

  test('shows a plain ticket of the client with every documented member', async () => {
    const { json } = await post('get-ticket', { ticketid: '1' });
    expect(json).toMatchObject({ name: 'John Doe', email, contactid: '0', flag: '0', service: '', cc: '', notes: [] });
    expect(Object.keys(json!)).toEqual([...DOCUMENTED, 'tid']);
  });

  test('a reply may name the ticket by number', async () => {
    const { id, tid } = (await open({})).json as typeof ticket;
    const answer = await post('add-ticket-reply', { ticketnum: tid, message: 'By number' });
    expect(answer.text).toBe('{"result":"success"}');
    expect((await post('get-ticket', { ticketid: id })).json).toMatchObject({
      status: 'Customer-Reply',
      replies: [{ message: 'Message' }, { message: 'By number', userid: '1' }],
    });
  });
});

describe('the token is the client', () => {
  test.each(['', '1', '0', ' 1 '])('with clientid %j, the author is the client of the token', async (clientid) => {
    expect(await kept(await open({ clientid }))).toMatchObject({ clientId: 1, openerKind: 'client' });
    expect(await kept(await reply({ clientid }))).toMatchObject({ authorKind: 'client' });
  });

  test('contact, service and domain are the client’s own', async () => {
    const { contactId, serviceId, domainId } = own;
    const contactid = String(contactId);
    expect(await kept(await open({ contactid, serviceid: String(serviceId) }))).toMatchObject({
      contactId,
      serviceId,
      domainId: null,
      openerKind: 'contact',
    });
    expect(await kept(await open({ domainid: String(domainId), clientid: '1' }))).toMatchObject({ domainId });
    expect(await kept(await reply({ contactid }))).toMatchObject({
      authorKind: 'contact',
      authorContactId: contactId,
    });
  });

  test.each<Fields>([
    { name: 'Somebody Else', email: 'else@example.com' },
    { name: 'x'.repeat(100_000), email: 'no address' },
    { email: 'else@example.com' },
  ])('name and email are ignored', async (fields) => {
    expect(await kept(await open(fields))).toMatchObject({ clientId: 1, openerKind: 'client', authorName: '' });
    expect(await kept(await reply(fields))).toMatchObject({ authorKind: 'client', authorName: '' });
  });

  test('custom fields of a reply change the ticket', async () => {
    expect(await kept(await reply({ customfields: '{"1":"A friend"}' }))).toMatchObject({ fields: { 1: 'A friend' } });
    const byName = { customfields: '{"how did you find us?":"Radio"}' };
    expect(await kept(await reply(byName))).toMatchObject({ fields: { 1: 'Radio' } });
    expect(await kept(await reply({ 'customfields[1]': 'Nested' }))).toMatchObject({ fields: { 1: 'Nested' } });
    expect(await kept(await reply({ customfields: '{"1":""}' }))).toMatchObject({ fields: null });
  });

  test('a required field for staff only is not required of a client', async () => {
    const departmentId = await world.department();
    await world.customField({ name: 'Verified', type: 'checkbox', departmentId, staffOnly: true, required: true });
    expect(await kept(await open({ deptid: String(departmentId) }))).toMatchObject({ departmentId, fields: null });
  });

  test('a key that a program prints for a missing one is none', async () => {
    const key = { 'Idempotency-Key': 'undefined' };
    const [first, second] = [
      await open({}, { ...ours, ...key }),
      await open({ message: 'Other' }, { ...ours, ...key }),
    ];
    expect([first.json, second.json]).toMatchObject([{ result: 'success' }, { result: 'success' }]);
  });

  test('another token of the same client sees the same, and shares idempotency keys', async () => {
    const key = { 'Idempotency-Key': 'one-and-only' };
    const first = await open({}, { ...ours, ...key });
    const again = await open({}, { ...(await asClient(world, 1)), ...key });
    expect(again.text).toBe(first.text);
    expect(again.headers.get('idempotency-replayed')).toBe('true');
    const theirs = await open({}, { ...(await asClient(world, other.clientId)), ...key });
    expect(theirs.headers.get('idempotency-replayed')).toBeNull();
    expect(theirs.json!.id).not.toBe(first.json!.id);
  });
});

describe('parameters for staff only change nothing', () => {
  const smuggled = (): Fields => ({
    admin: 'true',
    status: 'Closed',
    created: '2001-01-01 00:00:00',
    noemail: 'true',
    userid: String(other.clientId),
    adminusername: 'admin',
    preventClientClosure: 'true',
    action: 'GetTicket',
    responsetype: 'xml',
    identifier: world.credentials.identifier,
    secret: world.credentials.secret,
    replyid: '1',
    flag: '1',
    ADMIN: '1',
    Status: 'Closed',
    NoEmail: '1',
  });
  const lastEvent = async () => (await world.rows('select event, payload from outbox order by id desc limit 1'))[0];

  test.each(['body', 'query string'])('in the %s', async (where) => {
    const sent = async (method: string, fields: Fields) => {
      const inBody = where === 'body' ? { ...fields, ...smuggled() } : fields;
      const query =
        where === 'body' ? '' : `?${encode({ ...smuggled(), clientid: String(other.clientId), subject: 'X' })}`;
      const answer = await post(`${method}${query}`, inBody);
      expect(answer.headers.get('content-type')).toBe('application/json');
      return answer;
    };
    world.now = new Date('2027-02-01T12:00:00Z');
    const opened = await kept(await open({}));
    expect(await kept(await sent('open-ticket', TICKET))).toEqual(opened);
    expect(opened).toMatchObject({
      clientId: 1,
      openerKind: 'client',
      userId: null,
      staffId: null,
      status: 'Open',
      subject: 'Subject',
      createdAt: world.now,
      saidAt: world.now,
      preventClientClosure: false,
    });
    expect(JSON.stringify(await lastEvent())).not.toMatch(/"noemail":true/);

    const answered = await kept(await reply({}));
    expect(await kept(await sent('add-ticket-reply', { ticketid: '1', message: 'Reply' }))).toEqual(answered);
    expect(answered).toMatchObject({ status: 'Customer-Reply', authorKind: 'client', saidAt: world.now });
    expect(JSON.stringify(await lastEvent())).not.toMatch(/"noemail":true/);

    const { text } = await post('get-ticket', { ticketid: '1' });
    expect((await sent('get-ticket', { ticketid: '1' })).text).toBe(text);
  });

  test('parameters of the body are not read from the query string', async () => {
    const answer = await post(`open-ticket?${encode(TICKET)}`, {});
    expect(answer.json).toEqual({ result: 'error', message: 'Department ID not found' });
  });
});

describe('a program’s token, which is not a client’s', () => {
  let program: Headers;

  beforeAll(async () => {
    const { identifier } = await world.credential(['openticket', 'addticketreply']);
    const token = PERSONAL_TOKEN + drawToken();
    await world.desk.database.transaction('write', async (db) => {
      const credential = await findCredential(db, identifier);
      await insertGrant(db, { audience: 'keliweb', credentialId: credential!.id, tokenHash: hashSecret(token) });
    });
    program = { Authorization: `Bearer ${token}` };
  });

  test('opens tickets for guests and for clients, and may do what its role lists', async () => {
    const guest = await kept(await open({ name: 'Ann Lee', email: 'ann@example.com' }, program));
    expect(guest).toMatchObject({ clientId: null, openerKind: 'guest', authorName: 'Ann Lee' });
    expect(await kept(await open({ clientid: '1' }, program))).toMatchObject({ clientId: 1, openerKind: 'client' });
    expect(await post('get-ticket', { ticketid: '1' }, program)).toMatchObject({
      status: 403,
      json: { result: 'error', message: 'Invalid Permissions: API action "getticket" is not allowed' },
    });
  });

  test.each<[Fields, string]>([
    [{}, 'Name and email address are required if not a client'],
    [{ name: 'Ann' }, 'Name and email address are required if not a client'],
    [{ name: 'Ann', email: 'no address' }, 'Email Address Invalid'],
  ])('is refused for %j', async (fields, message) => {
    const content = await contentOf(world);
    for (const answer of [await open(fields, program), await reply(fields, program)]) {
      expect({ status: answer.status, text: answer.text }).toEqual({
        status: 200,
        text: JSON.stringify({ result: 'error', message }),
      });
    }
    expect(await contentOf(world)).toEqual(content);
  });
});

describe('refused with the documented texts', () => {
  const refusals: [string, () => Promise<HttpAnswer>, string][] = [
    ['another client', () => open({ clientid: String(other.clientId) }), 'Client ID Not Found'],
    ['a contact of another client', () => open({ contactid: String(other.contactId) }), 'Contact ID Not Found'],
    ['no department', () => open({ deptid: '' }), 'Department ID not found'],
    ['an unknown department', () => open({ deptid: '999' }), 'Department ID not found'],
    ['no subject', () => open({ subject: ' ' }), 'Subject is required'],
    ['no message', () => open({ message: '' }), 'Message is required'],
    ['a service of another client', () => open({ serviceid: String(other.serviceId) }), 'Service ID Not Found'],
    ['a domain of another client', () => open({ domainid: String(other.domainId) }), 'Domain ID Not Found'],
    [
      'a service and a domain',
      () => open({ serviceid: String(own.serviceId), domainid: String(own.domainId) }),
      'Only one of serviceid or domainid may be specified',
    ],
    [
      'an unknown priority',
      () => open({ priority: 'Urgent' }),
      'Invalid Ticket Priority. Valid priorities are: Low,Medium,High',
    ],
    [
      'a custom field for staff only',
      () => open({ customfields: `{"${secretField}":"x"}` }),
      'Custom field "2" does not exist in this department',
    ],
    [
      'an unknown custom field',
      () => open({ customfields: '{"99":"x"}' }),
      'Custom field "99" does not exist in this department',
    ],
    [
      'the name of a custom field for staff only',
      () => reply({ customfields: '{"Credit":"x"}' }),
      'Custom field "Credit" does not exist in this department',
    ],
    ['a reply to another client’s ticket', () => reply({ ticketid: String(other.ticketId) }), 'Ticket ID not found'],
    ['a reply to no ticket', () => reply({ ticketid: '' }), 'Ticket ID not found'],
    ['a reply to an unknown number', () => reply({ ticketid: '', ticketnum: '000000' }), 'Ticket ID not found'],
    ['a reply of another client', () => reply({ clientid: String(other.clientId) }), 'Client ID Not Found'],
    ['a reply of another’s contact', () => reply({ contactid: String(other.contactId) }), 'Contact ID Not Found'],
    ['an empty reply', () => reply({ message: '\n' }), 'Message is required'],
    ['another client’s ticket', () => post('get-ticket', { ticketid: String(other.ticketId) }), 'Ticket ID Not Found'],
    ['no ticket', () => post('get-ticket', {}), 'Ticket ID Not Found'],
    [
      'an invalid order',
      () => post('get-ticket', { ticketid: '1', repliessort: 'up' }),
      'Invalid repliessort. Must be ASC or DESC',
    ],
  ];

  test.each(refusals)('%s', async (_name, request, message) => {
    const content = await contentOf(world);
    const answer = await request();
    expect(answer).toMatchObject({ status: 200, text: JSON.stringify({ result: 'error', message }) });
    expect(answer.headers.get('content-type')).toBe('application/json');
    expect(await contentOf(world)).toEqual(content);
  });
});

describe('methods and tokens', () => {
  test.each([
    ...['close-ticket', 'get-tickets', 'OpenTicket', 'get-ticket-attachment', 'open-ticket.php'],
    ...['constructor', '__proto__', 'toString', 'hasOwnProperty', 'open%20ticket', '%00'],
    // Above these addresses is another API.
    ...['', 'get-ticket/1', 'get-ticket/1/replies'],
  ])('%s is not a method', async (method) => {
    const answer = await post(method, { ticketid: '1' });
    expect(answer).toMatchObject({ status: 404, json: { result: 'error', message: 'There is no such method' } });
  });

  test('letter case and a trailing slash do not matter', async () => {
    for (const method of ['Get-Ticket', 'get-ticket/']) {
      expect((await post(method, { ticketid: '1' })).json).toMatchObject({ result: 'success', ticketid: '1' });
    }
  });

  test.each(['GET', 'PUT', 'DELETE', 'PATCH'])('%s is refused', async (method) => {
    const answer = await send('get-ticket?ticketid=1', { method });
    expect(answer).toMatchObject({ status: 405, json: { result: 'error', message: 'Only POST is answered' } });
    expect(answer.headers.get('allow')).toBe('POST');
  });

  test('HEAD is refused too, without a body', async () => {
    const answer = await send('get-ticket', { method: 'HEAD' });
    expect([answer.status, answer.headers.get('allow'), answer.text]).toEqual([405, 'POST', '']);
  });

  test.each<[string, () => Headers]>([
    ['no token', () => ({})],
    ['an unknown token', () => ({ Authorization: 'Bearer hdp_nobody' })],
    ['the token of the samples', () => ({ Authorization: 'Bearer eyJ0eXAiOiJKV1QiLCJhbGciOiJSUzI1NhMmNlNj-3EHc' })],
    ['credentials of another kind', () => ({ Authorization: ours.Authorization!.replace('Bearer', 'Basic') })],
  ])('%s is a 401 for every method, known or not', async (_name, headers) => {
    for (const method of ['open-ticket', 'add-ticket-reply', 'get-ticket', 'no-method']) {
      const answer = await post(method, { ...TICKET, ticketid: '1' }, headers());
      expect(answer).toMatchObject({ status: 401, text: '{"result":"error","message":"Unauthenticated."}' });
      expect(answer.headers.get('www-authenticate')).toBe('Bearer');
      expect(answer.headers.get('content-type')).toBe('application/json');
    }
  });

  test('a personal token expires', async () => {
    const token = PERSONAL_TOKEN + drawToken();
    const expiresAt = new Date(world.now.getTime() + 60_000);
    await world.desk.database.transaction('write', (db) =>
      insertGrant(db, { audience: 'keliweb', clientId: 1, tokenHash: hashSecret(token), expiresAt }),
    );
    const status = async () =>
      (await post('get-ticket', { ticketid: '1' }, { Authorization: `bearer ${token}` })).status;
    expect(await status()).toBe(200);
    world.now = expiresAt;
    expect(await status()).toBe(401);
  });
});

describe('pages of other origins', () => {
  const preflight = (where: typeof world, path: string, origin: string) =>
    where.send(path, {
      method: 'OPTIONS',
      headers: {
        Origin: origin,
        'Access-Control-Request-Method': 'POST',
        'Access-Control-Request-Headers': 'authorization,cache-control',
      },
    });
  const allowed = ({ headers }: HttpAnswer) => headers.get('access-control-allow-origin');

  test('a preflight is answered without a token', async () => {
    const answer = await preflight(world, `${PREFIX}/open-ticket`, 'https://any.example');
    expect([answer.status, answer.text]).toEqual([204, '']);
    expect(allowed(answer)).toBe('*');
    expect(answer.headers.get('access-control-allow-methods')).toMatch(/\bPOST\b/);
    const headers = answer.headers.get('access-control-allow-headers')!.toLowerCase().split(', ');
    expect(headers).toEqual(
      expect.arrayContaining(['authorization', 'cache-control', 'content-type', 'x-requested-with']),
    );
    expect(answer.headers.get('access-control-allow-credentials')).toBeNull();
    const line = { method: 'OPTIONS', path: `${PREFIX}/open-ticket`, status: 204 };
    await eventually(() => world.log.some((logged) => expect.objectContaining(line).asymmetricMatch(logged)));
  });

  test('they may read answers and refusals', async () => {
    const origin = { Origin: 'https://any.example' };
    const answers = [
      await open({}, { ...ours, ...origin }),
      await open({ subject: '' }, { ...ours, ...origin }),
      await open({}, origin),
      await post('no-method', {}, { ...ours, ...origin }),
      await send('open-ticket', { method: 'GET' }, { ...ours, ...origin }),
      await send('open-ticket', bytes('{', 'application/json'), { ...ours, ...origin }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 401, 404, 405, 400]);
    expect(answers.map(allowed)).toEqual(answers.map(() => '*'));
    expect(allowed(await open({}))).toBeNull();
  });

  test('only listed origins are allowed, under a configured prefix', async () => {
    const { clientId } = await elsewhere.client();
    const headers = await asClient(elsewhere, clientId);
    const path = '/reseller/v3/open-ticket';
    for (const origin of ['https://shop.example', 'https://panel.example']) {
      const answer = await preflight(elsewhere, path, origin);
      expect([answer.status, allowed(answer), answer.headers.get('vary')]).toEqual([204, origin, 'Origin']);
      const opened = await ask(elsewhere, { ...headers, Origin: origin }, 'POST', path, { ...TICKET, deptid: 1 });
      expect(opened).toMatchObject({ status: 200, json: { result: 'success' } });
      expect(allowed(opened)).toBe(origin);
    }
    for (const origin of ['https://evil.example', 'https://shop.example.evil.example', 'null']) {
      const answer = await preflight(elsewhere, path, origin);
      expect([answer.status, allowed(answer), answer.headers.get('access-control-allow-headers')]).toEqual([
        204,
        null,
        null,
      ]);
      expect(allowed(await ask(elsewhere, { ...headers, Origin: origin }, 'POST', path, {}))).toBeNull();
    }
  });

  test('the default prefix is not served when another is configured', async () => {
    const { clientId } = await elsewhere.client();
    const answer = await ask(elsewhere, await asClient(elsewhere, clientId), 'POST', `${PREFIX}/get-ticket`, {});
    expect(answer.json).not.toHaveProperty('result');
    expect([401, 404]).toContain(answer.status);
  });
});
