import { eventually } from '../support/eventually';
import { at, type Element, readNvp, readXml } from '../support/read-answers';
import { bytes, URLENCODED } from '../support/requests';
import { inOneLine } from '../support/texts';
import { type Credentials, type HttpAnswer, useWorld } from '../support/world';

const world = useWorld();

const FILE = JSON.stringify([{ name: 'a.txt', data: Buffer.from('x').toString('base64') }]);
const guest = { deptid: '1', name: 'Ann Lee', email: 'ann@example.com', subject: 'Subject', message: 'Message' };

let id: number;
let tid: string;
let calls: Record<string, Record<string, string>>;

beforeAll(async () => {
  const field = await world.customField({ name: 'Plan', type: 'text' });
  ({ id, tid } = await world.ticket({
    ...guest,
    attachments: FILE,
    customfields: { [field]: 'Basic' },
    noemail: true,
  }));
  await world.done('AddTicketReply', { ticketid: id, adminusername: 'Jo', message: 'Reply' });
  await world.done('AddTicketNote', { ticketid: id, message: 'Note' });
  const ticketid = String(id);
  calls = {
    OpenTicket: guest,
    AddTicketReply: { ticketid, adminusername: 'Jo', message: 'Another' },
    AddTicketNote: { ticketid, message: 'Another' },
    UpdateTicket: { ticketid, subject: 'Another' },
    GetTicket: { ticketid },
    GetTickets: {},
    GetTicketAttachment: { relatedid: ticketid, type: 'ticket', index: '0' },
    GetSupportDepartments: {},
    GetSupportStatuses: {},
  };
});

const ACTIONS = [
  'OpenTicket',
  'AddTicketReply',
  'AddTicketNote',
  'UpdateTicket',
  'GetTicket',
  'GetTickets',
  'GetTicketAttachment',
  'GetSupportDepartments',
  'GetSupportStatuses',
];

const ask = (action: string, fields: Record<string, string> = {}): Promise<HttpAnswer> =>
  world.post({ action, ...calls[action], ...fields });

type Shape = string | Shape[] | { [name: string]: Shape };

/** The shape of a value: names in order, and the type of every value; for a list, that of the first item. */
function shapeOf(value: unknown): Shape {
  if (Array.isArray(value)) return value.slice(0, 1).map(shapeOf);
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, shapeOf(inner)]));
  }
  return value === null ? 'null' : typeof value;
}

const files = {
  attachment: 'string',
  attachments: [{ filename: 'string', index: 'number' }],
  attachments_removed: 'boolean',
};
const noFiles = { ...files, attachments: [] };

/** The published answers in order, including what we add; `n` marks numbers that the samples print as strings. */
const answersWith = (n: 'number' | 'string'): Record<string, Shape> => ({
  OpenTicket: { result: 'string', id: n, tid: 'string', c: 'string' },
  AddTicketReply: { result: 'string', replyid: n },
  AddTicketNote: { result: 'string', noteid: n },
  UpdateTicket: { result: 'string', ticketid: n },
  GetTicket: {
    result: 'string',
    id: n,
    ticketid: n,
    tid: 'string',
    c: 'string',
    deptid: n,
    deptname: 'string',
    userid: n,
    contactid: n,
    name: 'string',
    email: 'string',
    requestor_name: 'string',
    requestor_type: 'string',
    requestor_email: 'string',
    cc: 'string',
    date: 'string',
    subject: 'string',
    status: 'string',
    priority: 'string',
    admin: 'string',
    lastreply: 'string',
    flag: n,
    service: 'string',
    preventClientClosure: 'boolean',
    customfields: { customfield: [{ id: n, name: 'string', value: 'string' }] },
    tags: { tag: [] },
    replies: {
      reply: [
        {
          replyid: 'string',
          userid: n,
          contactid: n,
          name: 'string',
          email: 'string',
          requestor_name: 'string',
          requestor_email: 'string',
          requestor_type: 'string',
          date: 'string',
          message: 'string',
          ...files,
          admin: 'string',
        },
      ],
    },
    notes: { note: [{ noteid: n, date: 'string', message: 'string', ...noFiles, admin: 'string' }] },
  },
  GetTickets: {
    result: 'string',
    totalresults: n,
    startnumber: 'number',
    numreturned: 'number',
    tickets: {
      ticket: [
        {
          id: n,
          tid: 'string',
          deptid: n,
          userid: n,
          name: 'string',
          owner_name: 'string',
          email: 'string',
          requestor_name: 'string',
          requestor_email: 'string',
          requestor_type: 'string',
          cc: 'string',
          c: 'string',
          date: 'string',
          subject: 'string',
          status: 'string',
          priority: 'string',
          admin: 'string',
          ...files,
          lastreply: 'string',
          flag: n,
          service: 'string',
        },
      ],
    },
  },
  GetTicketAttachment: { result: 'string', filename: 'string', data: 'string' },
  GetSupportDepartments: {
    result: 'string',
    totalresults: 'number',
    departments: { department: [{ id: n, name: 'string', awaitingreply: n, opentickets: n }] },
  },
  GetSupportStatuses: {
    result: 'string',
    totalresults: 'number',
    statuses: { status: [{ title: 'string', count: 'number', color: 'string' }] },
  },
});

/** The newest ticket has no file. Ordered by id, the ticket with a file comes first. */
const oldestFirst = { orderby: 'date', order: 'asc' };

describe('JSON', () => {
  test.each(ACTIONS)('%s has the published keys in order, with ids as numbers', async (action) => {
    const answer = await ask(action, oldestFirst);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('application/json');
    expect(answer.json).toMatchObject({ result: 'success' });
    expect(JSON.stringify(shapeOf(answer.json))).toBe(JSON.stringify(answersWith('number')[action]));
  });

  test('a later reply ends with its rating, and has a number for an id', async () => {
    const { json } = await ask('GetTicket');
    const { reply } = (json as { replies: { reply: Record<string, unknown>[] } }).replies;
    expect(reply[0]!.replyid).toBe('0');
    expect(reply[1]).toMatchObject({ replyid: expect.any(Number), rating: 0 });
    expect(Object.keys(reply[1]!).at(-1)).toBe('rating');
  });

  test('answers are ASCII, whatever was sent', async () => {
    const text = 'äöü € 日本 🎫 \u2028 \u007f';
    const { json } = await world.post({ action: 'OpenTicket', ...guest, subject: text, message: text });
    const answer = await ask('GetTicket', { ticketid: String(json!.id) });
    // biome-ignore lint/suspicious/noControlCharactersInRegex: ASCII begins there
    expect(answer.text).toMatch(/^[\x00-\x7e]*$/);
    expect(answer.json).toMatchObject({ subject: text, replies: { reply: [{ message: text }] } });
  });

  test('an empty list is a list in its container, and nothing is null', async () => {
    const { id } = await world.ticket();
    const { text, json } = await ask('GetTicket', { ticketid: String(id) });
    expect(json).toMatchObject({
      customfields: { customfield: [] },
      tags: { tag: [] },
      replies: { reply: [{ attachment: '', attachments: [], attachments_removed: false }] },
      notes: { note: [] },
      cc: '',
      admin: '',
      service: '',
      userid: 0,
      contactid: 0,
      flag: 0,
    });
    expect(text).not.toContain('null');
    expect((await ask('GetTickets', { subject: 'there is no such' })).json).toMatchObject({
      totalresults: 0,
      startnumber: 0,
      numreturned: 0,
      tickets: { ticket: [] },
    });
  });

  test('a single item is a list too, and a page past the end is no error', async () => {
    const { json } = await ask('GetTickets', { limitnum: '1' });
    expect(json).toMatchObject({ numreturned: 1, tickets: { ticket: [expect.any(Object)] } });
    expect((await ask('GetTickets', { limitstart: '99999', limitnum: '10000' })).json).toMatchObject({
      result: 'success',
      startnumber: 99_999,
      numreturned: 0,
    });
  });

  test('dates have no zone', async () => {
    const { json } = await ask('GetTicket');
    expect(json).toMatchObject({
      date: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/),
      lastreply: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/),
    });
  });
});

describe('a credential that asks for ids as strings', () => {
  let strings: Credentials;

  beforeAll(async () => {
    strings = await world.credential(['*'], { ids: 'string' });
  });

  test.each(ACTIONS)('%s prints the same numbers as strings as the published sample, and no others', async (action) => {
    const answer = await ask(action, { ...oldestFirst, ...strings });
    expect(JSON.stringify(shapeOf(answer.json))).toBe(JSON.stringify(answersWith('string')[action]));
  });

  test('the values are the same', async () => {
    const plain = ({ json }: HttpAnswer) => JSON.stringify(json).replaceAll('"', '');
    // The server may write a mail between the two.
    await eventually(async () => {
      const [numbers, texts] = await Promise.all([ask('GetTicket'), ask('GetTicket', { ...strings })]);
      expect(texts.json).toMatchObject({ id: String(id), ticketid: String(id), deptid: '1', flag: '0' });
      return plain(texts) === plain(numbers);
    });
  });
});

/** Converts an XML answer to the form of the JSON one: repeated elements become lists, and all values are texts. */
function fromXml({ children, text }: Element): unknown {
  if (children.length === 0) return text;
  const object: Record<string, unknown[]> = {};
  for (const child of children) {
    object[child.name] ??= [];
    object[child.name]!.push(fromXml(child));
  }
  return object;
}

/** Converts a JSON answer to the form that its XML twin should have. */
function asXml(value: unknown, name = ''): unknown {
  if (Array.isArray(value)) return value.length === 0 ? '' : { [name.slice(0, -1)]: value.map((item) => asXml(item)) };
  if (typeof value !== 'object' || value === null) return String(value);
  const entries = Object.entries(value).flatMap(([key, inner]): [string, unknown[]][] => {
    const isRepeated = Array.isArray(inner) && Object.keys(value).length === 1;
    if (isRepeated) return inner.length === 0 ? [] : [[key, inner.map((item) => asXml(item))]];
    return [[key, [asXml(inner, key)]]];
  });
  return entries.length === 0 ? '' : Object.fromEntries(entries);
}

describe('XML', () => {
  const READS = ACTIONS.filter((action) => action.startsWith('Get'));

  test.each(ACTIONS)(
    '%s is well formed, starts with action and result, and is served as application/xml',
    async (action) => {
      const answer = await ask(action, { responsetype: 'xml' });
      expect(answer.status).toBe(200);
      expect(answer.headers.get('content-type')).toMatch(/^application\/xml/);
      const root = readXml(answer.text);
      expect(root.name).toBe('whmcsapi');
      expect(root.children.slice(0, 2)).toEqual([
        { name: 'action', text: action.toLowerCase(), children: [] },
        { name: 'result', text: 'success', children: [] },
      ]);
    },
  );

  test.each(READS)('%s has the same content as JSON, with lists as repeated singular elements', async (action) => {
    // The server may write mail between two answers.
    const { xml, json } = await eventually(async () => {
      const [before, xml, json] = [await ask(action), await ask(action, { responsetype: 'xml' }), await ask(action)];
      return before.text === json.text ? { xml, json } : undefined;
    });
    const root = readXml(xml.text);
    expect(fromXml({ ...root, children: root.children.slice(1) })).toEqual(asXml(json.json));
  });

  test('an empty list is an empty container', async () => {
    const { text } = await ask('GetTickets', { subject: 'there is no such', responsetype: 'xml' });
    expect(at(readXml(text), 'tickets')).toEqual({
      name: 'tickets',
      text: expect.stringMatching(/^\s*$/),
      children: [],
    });
  });

  test('several items are repeated in their container', async () => {
    const { text } = await ask('GetSupportStatuses', { responsetype: 'xml' });
    const titles = at(readXml(text), 'statuses').children.map((status) => [status.name, at(status, 'title').text]);
    expect(titles).toEqual(
      ['Open', 'Answered', 'Customer-Reply', 'On Hold', 'In Progress', 'Closed'].map((title) => ['status', title]),
    );
  });

  test.each<[string, Record<string, string>, number, string, string]>([
    ['of an action', { action: 'GetTicket', ticketid: '999' }, 200, 'getticket', 'Ticket ID Not Found'],
    ['of validation', { action: 'OpenTicket' }, 200, 'openticket', 'Department ID not found'],
    ['of the gate', { action: 'GetTicket', secret: 'x' }, 403, 'getticket', 'Invalid or missing credentials'],
    ['of an unknown action', { action: 'Not<There>' }, 200, 'not<there>', 'Command Not Found'],
    ['of no action', { action: '' }, 400, '', 'Empty action request'],
  ])('a refusal %s', async (_case, fields, status, action, message) => {
    const answer = await world.post({ ...fields, responsetype: 'xml' });
    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-type')).toMatch(/^application\/xml/);
    expect(readXml(answer.text).children.map(({ name, text }) => [name, text])).toEqual([
      ['action', action],
      ['result', 'error'],
      ['message', message],
    ]);
  });
});

describe('NVP', () => {
  test.each(ACTIONS)('%s is one line of complete pairs that starts with result=success', async (action) => {
    const answer = await ask(action, { responsetype: 'nvp' });
    expect(answer.headers.get('content-type')).toMatch(/^text\/plain/);
    expect(answer.text.startsWith('result=success')).toBe(true);
    expect(answer.text.match(/result=/g)).toHaveLength(1);
    expect(readNvp(answer.text).result).toBe('success');
  });

  test('nested values are in brackets', async () => {
    const pairs = readNvp((await ask('GetTicket', { responsetype: 'nvp' })).text);
    expect(pairs).toMatchObject({
      id: String(id),
      tid,
      'replies[reply][0][replyid]': '0',
      'replies[reply][0][attachments][0][filename]': 'a.txt',
      'replies[reply][1][admin]': 'Jo',
      'notes[note][0][message]': 'Note',
    });
  });

  test.each([
    'x;result=success\r\nresult=success',
    'x\nresult=success',
    '=;=',
    'a=b&c=d',
    '100%3B',
    '%0Aresult%3Dsuccess',
    '+ +',
    ';',
    'x\u2028result=success',
  ])('a subject %j breaks no pair', async (subject) => {
    const { json } = await world.post({ action: 'OpenTicket', ...guest, subject });
    const answer = await ask('GetTicket', { ticketid: String(json!.id), responsetype: 'nvp' });
    expect(answer.text.match(/(^|;)result=/g)).toHaveLength(1);
    expect(readNvp(answer.text)).toMatchObject({ result: 'success', subject: inOneLine(subject) });
  });

  test('neither does the text of a refusal', async () => {
    const answer = await world.post({
      action: 'x;result=success\nresult=success',
      ...(await world.credential([])),
      responsetype: 'nvp',
    });
    expect(readNvp(answer.text)).toEqual({
      result: 'error',
      message: 'Invalid Permissions: API action "x;result=success\nresult=success" is not allowed',
    });
  });
});

describe('without a responsetype', () => {
  test.each(ACTIONS)('%s: XML for what reads, NVP for what writes', async (action) => {
    for (const responsetype of ['', 'html', 'jsonp']) {
      const answer = await ask(action, { responsetype });
      if (action.startsWith('Get')) expect(at(readXml(answer.text), 'result').text).toBe('success');
      else expect(readNvp(answer.text).result).toBe('success');
    }
  });

  test.each<[string, Record<string, string>, string]>([
    ['of a reading action', { action: 'GetTicket', ticketid: '999' }, 'Ticket ID Not Found'],
    ['of a writing action', { action: 'OpenTicket' }, 'Department ID not found'],
    ['of the gate', { secret: 'x' }, 'Invalid or missing credentials'],
    ['of no action', {}, 'Empty action request'],
  ])('a refusal %s is NVP', async (_case, fields, message) => {
    const answer = await world.post({ ...fields, responsetype: '' });
    expect(answer.headers.get('content-type')).toMatch(/^text\/plain/);
    expect(answer.text).toBe(`result=error;message=${message};`);
  });

  test.each(['JSON', ' json ', 'Json'])('%j is json', async (responsetype) => {
    expect((await ask('GetTickets', { responsetype })).json).toMatchObject({ result: 'success' });
  });

  describe('if the desk is configured to answer lists as NVP', () => {
    const plain = useWorld((config) => {
      config.listResponseType = 'nvp';
    });

    test('they are', async () => {
      const answer = await plain.post({ action: 'GetSupportDepartments', responsetype: '' });
      expect(readNvp(answer.text)).toMatchObject({ result: 'success', 'departments[department][0][name]': 'Support' });
    });
  });
});

describe('text is returned unchanged', () => {
  const texts = [
    'plain',
    '  leading and trailing  ',
    'line\r\nline\nline\rline\ttab',
    '<b>bold</b> & "quoted" \'single\' &amp; &#039; &lt;',
    ']]><![CDATA[ <?php ?> <!-- -->',
    'äöü ß € — „“ ł Ж 日本 العربية עברית हिन्दी 🎫 👩‍👩‍👧 e\u0301 \u202eRTL\u202c \u200b',
    '\\n \\u0041 \\" / \\/ {"json":true}',
    '%41 %00 %zz a+b a=b&c;d',
    "'; drop table tickets; --",
    '{{7*7}} #{7*7} <%= 7*7 %>',
    'x'.repeat(70_000),
  ];

  test.each(texts.map((text) => [text.slice(0, 40), text]))('%j', async (_name, text) => {
    const { json } = await world.post({
      action: 'OpenTicket',
      ...guest,
      subject: text,
      message: text,
      name: `N ${text.slice(0, 60)}`,
    });
    const ticketid = String(json!.id);
    const [asJson, asXml, asNvp] = await Promise.all(
      ['json', 'xml', 'nvp'].map((responsetype) => ask('GetTicket', { ticketid, responsetype })),
    );
    const subject = inOneLine(text);
    expect(asJson!.json).toMatchObject({ subject, replies: { reply: [{ message: text }] } });
    const root = readXml(asXml!.text);
    expect([at(root, 'subject').text, at(root, 'replies', 'reply', 'message').text]).toEqual([subject, text]);
    expect(readNvp(asNvp!.text)).toMatchObject({ subject, 'replies[reply][0][message]': text });
  });

  test('characters that XML cannot contain are left out of XML only', async () => {
    const text = 'a\u0001b\u0008c\u001bd\ufffee\uffff';
    const { json } = await world.post({ action: 'OpenTicket', ...guest, subject: text });
    const ticketid = String(json!.id);
    expect((await ask('GetTicket', { ticketid })).json).toMatchObject({ subject: text });
    const xml = await ask('GetTicket', { ticketid, responsetype: 'xml' });
    expect(at(readXml(xml.text), 'subject').text).toBe('abcde');
    expect(readNvp((await ask('GetTicket', { ticketid, responsetype: 'nvp' })).text).subject).toBe(text);
  });
});

describe('headers of every answer', () => {
  const answers: [string, () => Promise<HttpAnswer>, number][] = [
    ['a success', () => ask('GetTickets'), 200],
    ['a refusal', () => ask('GetTicket', { ticketid: '999' }), 200],
    ['the gate', () => ask('GetTicket', { secret: 'x' }), 403],
    ['no action', () => world.post({}), 400],
    ['a body that cannot be read', () => world.send('/api.php', bytes('{', 'application/json')), 400],
    ['a body of an unknown type', () => world.send('/api.php', bytes('x', 'image/png')), 400],
    ['too many parameters', () => world.send('/api.php', bytes('&a'.repeat(2000), URLENCODED)), 413],
    ['another method', () => world.send('/api.php', { method: 'DELETE' }), 405],
    ['another path', () => world.send('/nothing'), 404],
    ['a path that cannot be decoded', () => world.send('/%E0%A4%A'), 404],
    ['the root, to a program', () => world.send('/', { headers: { Accept: 'application/json' } }), 404],
    ['health', () => world.send('/healthz'), 200],
    ['readiness', () => world.send('/readyz'), 200],
  ];

  test.each(answers)('%s', async (_case, send, status) => {
    const { status: found, headers, text } = await send();
    expect(found).toBe(status);
    expect(headers.get('x-request-id')).toMatch(/^[A-Za-z0-9._-]{8,64}$/);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('content-type')).toMatch(/^(application\/(json|xml)|text\/plain)/);
    expect(headers.get('x-powered-by')).toBeNull();
    expect(text).not.toBe('');
  });

  test.each(['abcd1234', 'A.b_c-D.1', 'x'.repeat(64)])('a request id %j is used', async (requestId) => {
    const { headers } = await world.send('/api.php', { headers: { 'X-Request-Id': requestId } });
    expect(headers.get('x-request-id')).toBe(requestId);
  });

  test.each(['short', 'x'.repeat(65), 'with space', 'a"b<c>d;e', 'äöüäöüäöü', '../../../x', '{"json":1}', 'undefined'])(
    'a request id %j is replaced',
    async (requestId) => {
      const { headers } = await world.send('/api.php', { headers: { 'X-Request-Id': requestId } });
      expect(headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    },
  );

  test('no two answers have the same id, and the log knows it', async () => {
    const ids = (await Promise.all(Array.from({ length: 20 }, () => ask('GetSupportDepartments')))).map(({ headers }) =>
      headers.get('x-request-id'),
    );
    expect(new Set(ids).size).toBe(20);
    const logged = new Set(world.log.map((line) => line.requestId));
    expect(ids.filter((requestId) => !logged.has(requestId))).toEqual([]);
  });
});
