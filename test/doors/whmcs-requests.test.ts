import {
  BOUNDARY,
  bytes,
  encode,
  fieldParts,
  MULTIPART,
  multipartBody,
  type Part,
  URLENCODED,
} from '../support/requests';
import { type HttpAnswer, useWorld } from '../support/world';
import { bytesOf, requests } from '../wire/recorded';

const world = useWorld();

const API = '/includes/api.php';

/** The parameters of every request. The first test that needs the credentials adds them. */
const ticket = {
  action: 'OpenTicket',
  responsetype: 'json',
  deptid: '1',
  name: 'Ann Lee',
  email: 'ann@example.com',
  subject: 'Prin ter + 100% & more',
  message: 'Line 1\r\nLine 2: äöü 日本 🎫 "quoted" <b>',
};

const withCredentials = (): Record<string, string> => ({ ...world.credentials, ...ticket });

interface Ticket {
  subject: string;
  customfields: { customfield: { id: number; value: unknown }[] };
  replies: { reply: { message: string; attachments: { filename: string; index: number }[] }[] };
}

/** The ticket in an answer, as GetTicket shows it. */
async function opened(answer: HttpAnswer): Promise<Ticket> {
  expect(answer.json).toEqual({
    result: 'success',
    id: expect.any(Number),
    tid: expect.stringMatching(/^\d{6}$/),
    c: expect.stringMatching(/^[A-Za-z0-9]{8}$/),
  });
  return (await world.done('GetTicket', { ticketid: answer.json!.id })) as unknown as Ticket;
}

async function expectTicket(answer: HttpAnswer, changes: { subject?: string; message?: string } = {}): Promise<void> {
  const { subject, replies } = await opened(answer);
  expect({ subject, message: replies.reply[0]!.message }).toEqual({
    subject: ticket.subject,
    message: ticket.message,
    ...changes,
  });
}

describe('the same call in every encoding', () => {
  const parts = () => fieldParts(withCredentials());
  const form = () => encode(withCredentials());

  test.each<[string, () => [string, RequestInit?]]>([
    ['urlencoded', () => [API, bytes(form(), URLENCODED)]],
    ['urlencoded with a charset', () => [API, bytes(form(), `${URLENCODED}; charset=UTF-8`)]],
    ['urlencoded with a header in upper case', () => [API, bytes(form(), URLENCODED.toUpperCase())]],
    ['urlencoded without content type', () => [API, bytes(form())]],
    ['urlencoded as plain text', () => [API, bytes(form(), 'text/plain;charset=UTF-8')]],
    ['urlencoded under a bare multipart header', () => [API, bytes(form(), 'multipart/form-data')]],
    ['urlencoded under a multipart header with a semicolon', () => [API, bytes(form(), 'multipart/form-data;')]],
    ['multipart', () => [API, bytes(multipartBody(parts()), MULTIPART)]],
    [
      'multipart with a quoted boundary',
      () => [API, bytes(multipartBody(parts()), `multipart/form-data; boundary="${BOUNDARY}"`)],
    ],
    [
      'multipart with a charset before the boundary',
      () => [API, bytes(multipartBody(parts()), `Multipart/Form-Data; charset=utf-8; boundary=${BOUNDARY}`)],
    ],
    ['multipart that lost its boundary', () => [API, bytes(multipartBody(parts()), 'multipart/form-data')]],
    ['JSON', () => [API, bytes(JSON.stringify(withCredentials()), 'application/json')]],
    ['JSON with a charset', () => [API, bytes(JSON.stringify(withCredentials()), 'application/json; charset=utf-8')]],
    ['JSON of a kind', () => [API, bytes(JSON.stringify(withCredentials()), 'application/vnd.api+json')]],
    ['GET', () => [`${API}?${form()}`]],
    ['POST with everything in the query string', () => [`${API}?${form()}`, { method: 'POST' }]],
    [
      'POST with everything in the query string and a content type',
      () => [`${API}?${form()}`, { method: 'POST', headers: { 'Content-Type': URLENCODED } }],
    ],
    [
      'credentials in the query string, the rest in the body',
      () => [`${API}?${encode({ ...world.credentials })}`, bytes(encode(ticket), URLENCODED)],
    ],
    ['/api.php', () => ['/api.php', bytes(form(), URLENCODED)]],
    ['/api.php by GET', () => [`/api.php?${form()}`]],
  ])('%s', async (_case, request) => {
    await expectTicket(await world.send(...request()));
  });
});

describe('query string and body together', () => {
  const mixed = (query: Record<string, string>, body: Record<string, string>) =>
    world.send(`${API}?${encode(query)}`, bytes(encode(body), URLENCODED));

  test('the body wins', async () => {
    const answer = await mixed(
      { subject: 'Of the query', responsetype: 'xml', action: 'GetTicket', secret: 'no' },
      { ...withCredentials(), subject: 'Of the body' },
    );
    await expectTicket(answer, { subject: 'Of the body' });
  });

  test('an empty parameter of the body counts as absent', async () => {
    const { subject, ...rest } = withCredentials();
    const answer = await mixed({ subject: subject! }, { ...rest, subject: '' });
    await expectTicket(answer);
  });

  test('an array of the body replaces that of the query', async () => {
    const one = await world.customField({ name: 'Merged', type: 'text' });
    const answer = await mixed(
      { [`customfields[${one}]`]: 'query', 'customfields[999]': 'nothing' },
      { ...withCredentials(), [`customfields[${one}]`]: 'body' },
    );
    const { customfields } = await opened(answer);
    expect(customfields.customfield).toEqual([expect.objectContaining({ id: one, value: 'body' })]);
  });

  test('a multipart body wins too', async () => {
    const answer = await world.send(
      `${API}?${encode({ subject: 'Of the query' })}`,
      bytes(multipartBody(fieldParts(withCredentials())), MULTIPART),
    );
    await expectTicket(answer);
  });
});

describe('names', () => {
  test.each(['OpenTicket', 'openticket', 'OPENTICKET', 'openTicket', ' OpenTicket '])('action %p', async (action) => {
    await expectTicket(await world.post({ ...ticket, action }));
  });

  test('parameters in other letter case', async () => {
    const { subject, message, deptid, ...rest } = ticket;
    await expectTicket(await world.post({ ...rest, Subject: subject, MESSAGE: message, deptID: deptid }));
  });

  test('of two spellings, the documented one wins', async () => {
    await expectTicket(await world.post({ SUBJECT: 'Upper', ...ticket, Subject: 'Mixed' }));
  });

  test('unknown parameters are ignored', async () => {
    const unknown = {
      endpoint: 'https://example.com/includes/api.php',
      orderby: 'x',
      result: 'error',
      id: '-1',
      'nested[a][b]': 'x',
      '': 'nameless',
      __proto__: 'x',
      constructor: 'x',
      hasOwnProperty: 'x',
    };
    await expectTicket(await world.post({ ...ticket, ...unknown, ['__proto__']: 'x' }));
  });

  test('empty parameters count as absent', async () => {
    const empty = [
      'clientid',
      'userid',
      'contactid',
      'priority',
      'created',
      'serviceid',
      'domainid',
      'admin',
      'noemail',
      'markdown',
      'customfields',
      'attachments',
      'preventClientClosure',
      'idempotencykey',
      'accesskey',
      'username',
      'password',
    ];
    await expectTicket(await world.post({ ...ticket, ...Object.fromEntries(empty.map((name) => [name, ''])) }));
  });

  test('stringified missing values count as absent', async () => {
    const nothing = { priority: 'undefined', clientid: 'undefined', created: 'null', serviceid: '0' };
    await expectTicket(await world.post({ ...ticket, ...nothing }));
  });

  test('if a name is sent twice, the last value counts', async () => {
    const body = `${encode({ ...withCredentials(), subject: 'First' })}&${encode({ subject: ticket.subject })}`;
    await expectTicket(await world.send(API, bytes(body, URLENCODED)));
  });

  test('if a part is sent twice, the last one counts', async () => {
    const parts = [{ name: 'subject', value: 'First' }, ...fieldParts(withCredentials())];
    await expectTicket(await world.send(API, bytes(multipartBody(parts), MULTIPART)));
  });
});

describe('nested parameters', () => {
  let first: number;
  let second: number;

  beforeAll(async () => {
    first = await world.customField({ name: 'First', type: 'text' });
    second = await world.customField({ name: 'Second', type: 'text' });
  });

  const expectFields = async (answer: HttpAnswer, expected: Record<number, string>) => {
    const { customfields } = await opened(answer);
    const found = customfields.customfield.map(({ id, value }) => [id, value]);
    expect(Object.fromEntries(found)).toEqual(expected);
  };

  test('brackets in a form', async () => {
    const fields = { [`customfields[${second}]`]: 'two', [`customfields[${first}]`]: 'one' };
    await expectFields(await world.post({ ...ticket, ...fields }), { [first]: 'one', [second]: 'two' });
  });

  test('brackets in a query string', async () => {
    const query = encode({ ...withCredentials(), [`customfields[${first}]`]: 'one' });
    await expectFields(await world.send(`${API}?${query}`), { [first]: 'one' });
  });

  test('brackets in parts', async () => {
    const fields = { ...withCredentials(), [`customfields[${first}]`]: 'ünï' };
    await expectFields(await world.send(API, bytes(multipartBody(fieldParts(fields)), MULTIPART)), { [first]: 'ünï' });
  });

  test('if brackets are sent twice, the last value counts', async () => {
    const name = encodeURIComponent(`customfields[${first}]`);
    const body = `${encode(withCredentials())}&${name}=a&${name}=b`;
    await expectFields(await world.send(API, bytes(body, URLENCODED)), { [first]: 'b' });
  });

  test('an object in JSON, with numbers', async () => {
    const body = { ...withCredentials(), deptid: 1, noemail: true, customfields: { [first]: 'one', [second]: '2' } };
    const answer = await world.send(API, bytes(JSON.stringify(body), 'application/json'));
    await expectFields(answer, { [first]: 'one', [second]: '2' });
  });

  test('a list of files in JSON and in brackets', async () => {
    const data = Buffer.from('hello').toString('base64');
    const json = { ...withCredentials(), attachments: [{ name: 'a.txt', data }] };
    const form = { 'attachments[0][name]': 'a.txt', 'attachments[0][data]': data };
    for (const answer of [
      await world.send(API, bytes(JSON.stringify(json), 'application/json')),
      await world.post({ ...ticket, ...form }),
    ]) {
      expect((await opened(answer)).replies.reply[0]!.attachments).toEqual([{ filename: 'a.txt', index: 0 }]);
    }
  });
});

describe('booleans in every spelling', () => {
  let guarded: number;

  beforeAll(async () => {
    guarded = await world.department({ name: 'Guarded', preventClientClosure: true });
  });

  /** Whether the client may not close the ticket. The department's own default is the opposite of the value sent. */
  const closureOf = async (deptid: number, preventClientClosure: string | undefined): Promise<boolean> => {
    const sent = preventClientClosure === undefined ? {} : { preventClientClosure };
    const { json } = await world.post({ ...ticket, deptid: String(deptid), ...sent });
    const [row] = await world.rows<{ prevented: boolean }>(
      'select prevent_client_closure as prevented from tickets where id = $1',
      [json!.id],
    );
    return row!.prevented;
  };

  test.each(['1', 'true', 'True', 'TRUE', 'on', 'On', 'yes', 'YES', 'y', 't', ' true '])(
    '%p is true',
    async (value) => {
      expect(await closureOf(1, value)).toBe(true);
    },
  );

  test.each([
    '0',
    'false',
    'False',
    'FALSE',
    'off',
    'Off',
    'no',
    'NO',
    'null',
    'undefined',
    'None',
    'nil',
    'f',
    'n',
    ' false ',
    ' ',
  ])('%p is false', async (value) => {
    expect(await closureOf(guarded, value)).toBe(false);
  });

  test.each(['2', '-1', 'anything'])('%p is refused', async (value) => {
    const { json } = await world.post({ ...ticket, preventClientClosure: value });
    expect(json).toEqual({ result: 'error', message: 'Parameter "preventClientClosure" must be true or false' });
  });

  test('an empty text counts as absent', async () => {
    expect(await closureOf(guarded, '')).toBe(true);
    expect(await closureOf(1, '')).toBe(false);
  });

  test.each([
    [true, true],
    [1, true],
    [false, false],
    [0, false],
  ])('JSON %p is %p', async (value, expected) => {
    const body = { ...withCredentials(), deptid: expected ? 1 : guarded, preventClientClosure: value };
    const { json } = await world.send(API, bytes(JSON.stringify(body), 'application/json'));
    expect(await world.rows('select prevent_client_closure from tickets where id = $1', [json!.id])).toEqual([
      { prevent_client_closure: expected },
    ]);
  });
});

describe('files', () => {
  const withFiles = (files: Part[], type = MULTIPART) =>
    world.send(API, bytes(multipartBody([...fieldParts(withCredentials()), ...files]), type));

  const contentsOf = async (id: unknown): Promise<{ filename: unknown; text: string }[]> => {
    const { replies } = (await world.done('GetTicket', { ticketid: id })) as unknown as Ticket;
    return Promise.all(
      replies.reply[0]!.attachments.map(async ({ index }) => {
        const file = await world.done('GetTicketAttachment', { relatedid: id, type: 'ticket', index });
        return { filename: file.filename, text: Buffer.from(String(file.data), 'base64').toString() };
      }),
    );
  };

  test.each([
    'attachments[]',
    'attachments[0]',
    'attachments',
    'files[doc][1]',
    'file',
    'attachment',
    'Anything at all',
  ])('a part named %p', async (name) => {
    const answer = await withFiles([{ name, filename: 'a.txt', type: 'text/plain', value: 'hello' }]);
    expect(await contentsOf(answer.json!.id)).toEqual([{ filename: 'a.txt', text: 'hello' }]);
  });

  test.each([
    ['два.txt', 'два.txt'],
    ['"два.txt" in quotes', '%22два.txt%22 in quotes.txt', '"два.txt" in quotes.txt'],
    ['ü.txt', 'ü.txt'],
    ['decomposed', 'u\u0308.txt', 'ü.txt'],
    ['日本-🎫.txt', '日本-🎫.txt'],
    ['spaces and signs', "a b+c%d&e='f'.txt"],
    ['a Windows path', 'C:\\\\Users\\\\me\\\\a.txt', 'a.txt'],
    ['a path', '../../etc/a.txt', 'a.txt'],
  ])('a file called %s', async (_case, filename, shown = filename) => {
    const answer = await withFiles([{ name: 'attachments[]', filename, value: 'x' }]);
    expect(await contentsOf(answer.json!.id)).toEqual([{ filename: shown, text: 'x' }]);
  });

  test('a file name in the encoding of RFC 5987', async () => {
    const disposition = 'form-data; name="attachments[]"; filename*=UTF-8\'\'%C3%BC%20%D0%B4.txt';
    const answer = await withFiles([{ disposition, value: 'x' }]);
    expect(await contentsOf(answer.json!.id)).toEqual([{ filename: 'ü д.txt', text: 'x' }]);
  });

  test('many, in the order sent, whatever they are called', async () => {
    const files = ['one', 'two', 'three'].map((text, index) => ({
      name: index === 1 ? 'attachments' : 'attachments[]',
      filename: `${text}.txt`,
      value: text,
    }));
    const answer = await withFiles(files);
    expect((await contentsOf(answer.json!.id)).map(({ text }) => text)).toEqual(['one', 'two', 'three']);
  });

  test('next to those in the parameter', async () => {
    const list = [{ name: 'a.txt', data: Buffer.from('in the parameter').toString('base64') }];
    const answer = await withFiles([
      { name: 'attachments', value: Buffer.from(JSON.stringify(list)).toString('base64') },
      { name: 'attachments[]', filename: 'b.txt', value: 'in a part' },
    ]);
    expect((await contentsOf(answer.json!.id)).map(({ text }) => text)).toEqual(['in the parameter', 'in a part']);
  });

  test('in a body whose header lost the boundary', async () => {
    const answer = await withFiles([{ name: 'attachments[]', filename: 'a.txt', value: 'x' }], 'multipart/form-data');
    expect(await contentsOf(answer.json!.id)).toEqual([{ filename: 'a.txt', text: 'x' }]);
  });

  test('every byte arrives', async () => {
    const value = Buffer.from(Array.from({ length: 70_000 }, (_, index) => (index * 7919) % 256));
    const answer = await withFiles([{ name: 'a', filename: 'a.pdf', type: 'application/pdf', value }]);
    const file = await world.done('GetTicketAttachment', { relatedid: answer.json!.id, type: 'ticket', index: 0 });
    expect(Buffer.from(String(file.data), 'base64').equals(value)).toBe(true);
  });

  test('an empty file is a file', async () => {
    const answer = await withFiles([{ name: 'attachments[]', filename: 'a.txt', value: '' }]);
    expect(await contentsOf(answer.json!.id)).toEqual([{ filename: 'a.txt', text: '' }]);
  });

  test('an empty file field is no file', async () => {
    const answer = await withFiles([
      { name: 'attachments[]', filename: '', type: 'application/octet-stream', value: '' },
    ]);
    expect(await contentsOf(answer.json!.id)).toEqual([]);
  });

  test.each([
    ['text/plain; charset=utf-8'],
    ['text/plain; charset=UTF-8'],
    ['text/plain;charset="utf-8"'],
    ['text/plain'],
    ['application/json'],
    ['application/octet-stream'],
  ])('a field with the content type %s is a field', async (type) => {
    const parts = fieldParts(withCredentials()).map((part) => ({ ...part, type }));
    await expectTicket(await world.send(API, bytes(multipartBody(parts), MULTIPART)));
  });
});

describe('every request that PHP was recorded to send', () => {
  /** Parameters that are not in the body are in the query string, so that they reach an action. */
  const query = () => encode({ ...withCredentials(), responsetype: 'json' });

  test.each(requests.map((request) => [request.name, request] as const))('%s', async (_name, request) => {
    const answer = await world.send(`${API}?${query()}`, bytes(bytesOf(request), request.content_type));
    expect([200, 400, 403, 413]).toContain(answer.status);
    expect(answer.headers.get('content-type')).toBe('application/json');
    if (answer.json!.result === 'success') await opened(answer);
    else {
      expect(answer.json).toEqual({ result: 'error', message: expect.stringMatching(/\S/) });
      expect(answer.text).not.toMatch(/Internal/);
    }
  });

  test.each(['http_build_query: ticket', 'curl array: ticket'].filter((name) => requests.some((r) => r.name === name)))(
    '%s is refused for its credentials alone',
    async (name) => {
      const request = requests.find((candidate) => candidate.name === name)!;
      const answer = await world.send(API, bytes(bytesOf(request), request.content_type));
      expect(answer).toMatchObject({ status: 403, json: { message: 'Invalid or missing credentials' } });
    },
  );
});
