import { type ApiUser, clientUser, dataOf, staffUser } from '../support/helpdeskeddy';
import { makeSampleFields } from '../support/helpdeskeddy-samples';
import { contentOf } from '../support/refusals';
import { bytes, MULTIPART, multipartBody, type Part, URLENCODED } from '../support/requests';
import { type HttpAnswer, refuseUnknown, useWorld } from '../support/world';

const BODY_LIMIT = 1_048_576;
const TICKETS = '/api/v2/tickets/';
const NEW = { title: 'Title', description: 'Text' };
const JSON_TYPE = 'application/json';

const world = useWorld((config) => {
  config.limits.bodyBytes = BODY_LIMIT;
  config.rateLimit.requestsPerMinute = 100_000;
  refuseUnknown(config);
});
const strict = useWorld((config) => {
  config.rateLimit = { requestsPerMinute: 3, banMinutes: 20 };
});
const usual = useWorld();

let jo: ApiUser;
let ann: ApiUser;
let bobsTicket: number;

beforeAll(async () => {
  jo = await staffUser(world, 'jo');
  ann = await clientUser(world);
  const bob = await clientUser(world, 'Bob Ray');
  bobsTicket = (await dataOf(bob.ask('POST', '/tickets', NEW))).id as number;
  await makeSampleFields(world);
  await dataOf(jo.ask('POST', '/tickets', NEW));
});

const basic = (text: string) => ({ Authorization: `Basic ${Buffer.from(text).toString('base64')}` });
const keyOf = ({ headers, email }: ApiUser) =>
  Buffer.from(headers.Authorization!.slice('Basic '.length), 'base64')
    .toString()
    .slice(email.length + 1);
const sending = (headers: Record<string, string>, body: string | Buffer, type?: string): RequestInit => ({
  ...bytes(body),
  headers: { ...headers, ...(type !== undefined && { 'Content-Type': type }) },
});

describe('authentication', () => {
  test('e-mail address and key as Basic authentication, in any letter case', async () => {
    const key = keyOf(jo);
    for (const Authorization of [
      jo.headers.Authorization!,
      jo.headers.Authorization!.replace('Basic', 'basic'),
      basic(`${jo.email.toUpperCase()}:${key}`).Authorization,
      `${basic(`${jo.email}:${key}`).Authorization} `,
    ]) {
      const answer = await world.send('/api/v2/types', { headers: { Authorization } });
      expect([answer.status, Authorization]).toEqual([200, Authorization]);
    }
  });

  test('a role permits the actions that it lists, and no others', async () => {
    const kim = await staffUser(world, 'kim', { actions: ['helpdeskeddy/listtickets'] });
    expect((await kim.ask('GET', '/tickets')).status).toBe(200);
    expect((await kim.ask('POST', '/tickets', NEW)).status).toBe(403);
  });

  test('the WHMCS API reaches none of these actions', async () => {
    const answer = await world.post({ action: 'helpdeskeddy/ListTickets' });
    expect(answer.json).toMatchObject({ result: 'error', message: 'Command Not Found' });
  });
});

describe('addresses', () => {
  test.each(['/api/v2/tickets', '/api/v2/tickets/', '/api/v2/Tickets/', '/api/v2/tickets/?page=1', '/api/v2/tickets?'])(
    '%s',
    async (path) => {
      expect((await world.send(path, { headers: jo.headers })).status).toBe(200);
    },
  );

  test('HEAD is GET without the body', async () => {
    const answer = await world.send(TICKETS, { method: 'HEAD', headers: jo.headers });
    expect([answer.status, answer.text]).toEqual([200, '']);
  });

  test('a wrong method is told the right ones', async () => {
    const answer = await jo.ask('PATCH', '/tickets/1');
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'GET, PUT, DELETE']);
  });
});

describe('an address that other desks have and this one lacks', () => {
  const NOTHING = 'There is nothing at this address';
  test.each([
    ['GET', '/organizations/', `${NOTHING}: this desk has no organizations`],
    ['GET', '/organizations/5', `${NOTHING}: this desk has no organizations`],
    ['GET', '/organizations/custom_fields/', `${NOTHING}: this desk has no organizations`],
    ['POST', '/organizations/', `${NOTHING}: this desk has no organizations`],
    ['GET', '/tickets/1/billing/', `${NOTHING}: this desk has no billing of tickets`],
    ['GET', '/knowledge_base/articles/', `${NOTHING}: this desk has no knowledge base`],
    ['GET', '/users/1/notes/', `${NOTHING}: this desk has no notes on users`],
    ['GET', '/users/1/statuses_log/', `${NOTHING}: this desk has no log of user statuses`],
    ['GET', '/users/roles/', NOTHING],
    ['PUT', '/users/me', NOTHING],
    ['GET', '/custom_fields/groups', NOTHING],
    ['GET', '/files/latest', NOTHING],
    ['GET', '/tickets/list/posts/', NOTHING],
    ['DELETE', '/tickets/1/posts/all', NOTHING],
    ['GET', '/tickets/1/history/', NOTHING],
  ])('%s %s', async (method, path, details) => {
    const { status, json } = await jo.ask(method, path);
    expect([status, json]).toEqual([404, { errors: [{ code: 'e-404', title: 'Not found', details }] }]);
  });
});

describe('the query of a list', () => {
  const LISTS = [
    '/tickets/',
    '/tickets/1/posts/',
    '/tickets/1/comments/',
    '/departments/',
    '/statuses/',
    '/priorities/',
    '/types/',
    '/custom_fields/',
    '/custom_fields/99/options/',
    '/users/',
    '/users/custom_fields/',
    '/groups/',
    '/user_statuses/',
    '/tickets/1/audit/',
  ];
  const UNKNOWN = ['colour=red', 'state=open', 'owner_lists=1', 'id=1', 'from=2026-01-01', 'filter[name]=x', '0=1'];

  test.each(LISTS.flatMap((path) => UNKNOWN.map((query) => [path, query])))(
    '%s?%s is refused by name',
    async (path, query) => {
      const { status, json } = await jo.ask('GET', `${path}?${query}`);
      const name = /^\w+/.exec(query)?.[0];
      expect([status, json]).toEqual([
        400,
        {
          errors: [
            {
              code: 'e-400',
              title: 'Bad request',
              details: expect.stringContaining(`There is no parameter "${name}" here`),
            },
          ],
        },
      ]);
    },
  );

  test.each(LISTS)('%s takes what programs add against caches', async (path) => {
    const answer = await jo.ask('GET', `${path}?_=1700000000&nocache=1&limit=100&per_page=50`);
    expect(answer.status).toBe(200);
  });

  test.each(LISTS.filter((path) => !path.includes('posts')))('%s ends after its last page', async (path) => {
    const { json } = await jo.ask('GET', `${path}?page=2`);
    expect(Object.values(json!.data as object)).toEqual([]);
  });

  test.each([0, -1, '', 1])('page=%s is the first page', async (page) => {
    for (const path of ['/tickets/', '/tickets/1/posts/', '/tickets/1/comments/', '/users/']) {
      const { json } = await jo.ask('GET', `${path}?page=${page}`);
      expect(json).toMatchObject({ pagination: { current_page: 1 } });
      expect(json).toEqual((await jo.ask('GET', path)).json);
    }
  });
});

test('answers are ASCII JSON, with headers against caching and sniffing', async () => {
  const { text, headers } = await jo.ask('POST', '/tickets', { ...NEW, title: 'Тема </script> 😀' });
  expect(headers.get('content-type')).toBe(JSON_TYPE);
  expect(headers.get('cache-control')).toBe('no-store');
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  expect(text).toMatch(/^[\x20-\x7e]+$/);
  expect(JSON.parse(text)).toMatchObject({ data: { title: 'Тема </script> 😀' } });
});

describe('pages of other origins', () => {
  const origin = { Origin: 'https://shop.example' };

  test('may send preflight requests, without credentials', async () => {
    const headers = { ...origin, 'Access-Control-Request-Method': 'PUT' };
    const answer = await world.send(TICKETS, { method: 'OPTIONS', headers });
    expect(answer.status).toBe(204);
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
    expect(answer.headers.get('access-control-allow-methods')).toContain('PUT');
    expect(answer.headers.get('access-control-allow-headers')).toContain('Authorization');
  });

  test('may read answers, refusals and the rate-limit headers', async () => {
    for (const headers of [{ ...origin, ...jo.headers }, origin]) {
      const answer = await world.send(TICKETS, { headers });
      expect(answer.headers.get('access-control-allow-origin')).toBe('*');
      expect(answer.headers.get('access-control-expose-headers')).toContain('X-Rate-Limit-Remaining');
      expect(answer.headers.get('access-control-allow-credentials')).toBeNull();
    }
  });
});

describe('the rate limit', () => {
  const MINUTE = 60_000;
  const BAN = 'Ban for 20 min. API limit reached (3 request per minute).';

  const left = ({ headers }: HttpAnswer) => [headers.get('x-rate-limit'), headers.get('x-rate-limit-remaining')];
  const wait = (milliseconds: number) => {
    strict.now = new Date(strict.now.getTime() + milliseconds);
  };
  const times = async (count: number, send: () => Promise<HttpAnswer>) => {
    const answers: HttpAnswer[] = [];
    for (let index = 0; index < count; index++) answers.push(await send());
    return answers;
  };

  let user: ApiUser;
  let other: ApiUser;
  let made = 0;

  beforeEach(async () => {
    wait(60 * MINUTE);
    made += 1;
    [user, other] = [await staffUser(strict, `user${made}`), await clientUser(strict)];
  });

  test('every answer says how many calls are left', async () => {
    const answers = [
      await user.ask('GET', '/types'),
      await user.ask('POST', '/tickets', {}),
      await user.ask('GET', '/nowhere'),
    ];
    expect(answers.map(({ status }) => status)).toEqual([200, 400, 404]);
    expect(answers.map(left)).toEqual([
      ['3', '2'],
      ['3', '1'],
      ['3', '0'],
    ]);
    expect(left(await strict.send(TICKETS))).toEqual(['3', '2']);
    const forbidden = await other.ask('DELETE', '/tickets/1');
    expect([forbidden.status, ...left(forbidden)]).toEqual([403, '3', '2']);
  });

  test('one call too many gets a ban, in the published words, until it ends', async () => {
    await times(3, () => user.ask('GET', '/types'));
    const banned = await user.ask('GET', '/types');
    expect([banned.status, banned.text]).toEqual([
      401,
      JSON.stringify({ errors: [{ code: 'e-401', title: 'Ban', details: BAN }] }),
    ]);
    expect([...left(banned), banned.headers.get('retry-after')]).toEqual(['3', '0', '1200']);
    expect(banned.headers.get('www-authenticate')).toBeNull();

    wait(19 * MINUTE + 59_000);
    const still = await user.ask('GET', '/types');
    expect([still.status, still.headers.get('retry-after')]).toEqual([401, '1']);
    wait(1000);
    const free = await user.ask('GET', '/types');
    expect([free.status, ...left(free)]).toEqual([200, '3', '2']);
  });

  test('a call during a ban does nothing', async () => {
    await times(4, () => user.ask('GET', '/types'));
    const content = await contentOf(strict);
    expect((await user.ask('POST', '/tickets', NEW)).status).toBe(401);
    expect(await contentOf(strict)).toEqual(content);
  });

  test('a new minute starts a new count', async () => {
    await times(3, () => user.ask('GET', '/types'));
    wait(MINUTE);
    expect((await user.ask('GET', '/types')).status).toBe(200);
  });

  test('a ban applies to one user only', async () => {
    await times(4, () => user.ask('GET', '/types'));
    expect((await other.ask('GET', '/types')).status).toBe(200);
  });

  test('no one can get another user banned by knowing the address', async () => {
    const headers = basic(`${user.email}:wrong`);
    const answers = await times(5, () => strict.send(TICKETS, { headers }));
    expect(answers.map(({ status }) => status)).toEqual([401, 401, 401, 401, 401]);
    expect(answers.map(({ json }) => (json!.errors as { title: string }[])[0]!.title)).toEqual([
      'Unauthorized',
      'Unauthorized',
      'Unauthorized',
      'Ban',
      'Ban',
    ]);
    expect((await user.ask('GET', '/types')).status).toBe(200);
  });

  test('the default is 300 calls in a minute', async () => {
    const often = await clientUser(usual);
    const answers = await Promise.all(Array.from({ length: 300 }, () => often.ask('GET', '/types')));
    expect(answers.filter(({ status }) => status !== 200)).toEqual([]);
    const banned = await often.ask('GET', '/types');
    expect([banned.status, banned.json]).toEqual([
      401,
      {
        errors: [
          { code: 'e-401', title: 'Ban', details: 'Ban for 20 min. API limit reached (300 request per minute).' },
        ],
      },
    ]);
    expect(left(banned)).toEqual(['300', '0']);
  });
});

/** A request that is refused. */
interface Bad {
  path: string;
  init: RequestInit;
}
type Row = [what: string, status: number, details: string | RegExp, request: () => Bad | Promise<Bad>];

const row = (what: string, status: number, details: string | RegExp, request: () => Bad | Promise<Bad>): Row => [
  what,
  status,
  details,
  request,
];
const by = (who: () => Record<string, string>, path = TICKETS, init: RequestInit = {}) => ({
  path,
  init: { ...init, headers: { ...who(), ...init.headers } },
});
const asJo = () => jo.headers;

const NOBODY = 'Wrong e-mail address or API key';
const stranger = (what: string, headers: () => Record<string, string>) =>
  row(what, 401, NOBODY, () => ({ path: TICKETS, init: sending(headers(), JSON.stringify(NEW), JSON_TYPE) }));

const at = (what: string, status: number, details: string, method: string, path: string) =>
  row(what, status, details, () => by(asJo, path, { method, ...(method === 'POST' && { body: '' }) }));
const NOWHERE = 'There is nothing at this address';
const BAD_PERCENT = 'The address is not valid: a percent sign must be followed by two hexadecimal digits';

const raw = (what: string, status: number, details: string, body: () => string | Buffer, type?: string) =>
  row(what, status, details, () => ({ path: TICKETS, init: sending(jo.headers, body(), type) }));
const json = (what: string, details: string, change: Record<string, unknown>, who = asJo) =>
  row(what, 400, details, () => ({
    path: TICKETS,
    init: sending(who(), JSON.stringify({ ...NEW, ...change }), JSON_TYPE),
  }));
const form = (what: string, details: string, body: string | Buffer) =>
  raw(what, 400, details, () => Buffer.concat([Buffer.from('title=T&description=D&'), Buffer.from(body)]), URLENCODED);
const parts = (what: string, details: string, more: Part[], end?: string) =>
  raw(
    what,
    400,
    details,
    () => multipartBody([{ name: 'title', value: 'T' }, { name: 'description', value: 'D' }, ...more], end),
    MULTIPART,
  );

const BAD_JSON = 'The body is not valid JSON, or too deeply nested';
const NO_OBJECT = 'The JSON body must be an object of parameters';
const NO_TITLE = 'Parameter "title" is required';
const NOT_UTF8 = 'The body is not valid UTF-8 text: send it in UTF-8';
const BAD_TYPE = 'The Content-Type must be application/x-www-form-urlencoded, multipart/form-data or application/json';
const CUT_OFF = 'The multipart body is not complete';
const LEVELS = 'Custom field "Related Fields" must be its options level by level';
const DUE = 'Parameter "sla_date" must be a date and time such as 31.01.2027 09:00, or empty';

const WHO: Row[] = [
  stranger('no Authorization', () => ({})),
  stranger('Basic and nothing', () => ({ Authorization: 'Basic' })),
  stranger('invalid base64', () => ({ Authorization: 'Basic !!!' })),
  stranger('no colon', () => basic(`${jo.email}${keyOf(jo)}`)),
  stranger('no key', () => basic(`${jo.email}:`)),
  stranger('a wrong key', () => basic(`${jo.email}:${keyOf(jo).replace(/^./, (sign) => (sign === '0' ? '1' : '0'))}`)),
  stranger('a key in another letter case', () => basic(`${jo.email}:${keyOf(jo).toUpperCase()}`)),
  stranger('another\u2019s key', () => basic(`${jo.email}:${keyOf(ann)}`)),
  stranger('no address', () => basic(`:${keyOf(jo)}`)),
  stranger('another address', () => basic(`nobody@example.com:${keyOf(jo)}`)),
  stranger('a NUL in the address', () => basic(`${jo.email}\0:${keyOf(jo)}`)),
  stranger('invalid UTF-8', () => ({ Authorization: `Basic ${Buffer.from([0xff, 0x3a, 0xfe]).toString('base64')}` })),
  stranger('a huge key', () => basic(`${jo.email}:${'x'.repeat(4000)}`)),
  stranger('a bearer token', () => ({ Authorization: `Bearer ${keyOf(jo)}` })),
  row('a revoked key', 401, NOBODY, async () => {
    const lee = await staffUser(world, 'lee');
    await world.change('update api_keys set revoked_at = now() where staff_id = $1', [lee.rowId]);
    return by(() => lee.headers);
  }),
  row('a disabled member of staff', 401, NOBODY, async () => {
    const max = await staffUser(world, 'max');
    await world.change('update staff set disabled = true where id = $1', [max.rowId]);
    return by(() => max.headers);
  }),
];

const WHERE: Row[] = [
  at('an unknown path', 404, NOWHERE, 'GET', '/api/v2/nowhere'),
  at('no path', 404, NOWHERE, 'GET', '/api/v2'),
  at('a path with an extra part', 404, NOWHERE, 'GET', '/api/v2/tickets/1/nowhere'),
  at('two slashes', 404, NOWHERE, 'GET', '/api/v2/tickets/1//nowhere'),
  at('invalid UTF-8 in the address', 400, BAD_PERCENT, 'GET', '/api/v2/tickets/%ff'),
  at('a percent sign in the address', 400, BAD_PERCENT, 'GET', '/api/v2/tickets/%zz'),
  at('PATCH', 405, 'Only GET, PUT, DELETE are answered here', 'PATCH', '/api/v2/tickets/1'),
  at('PUT of all', 405, 'Only POST, GET are answered here', 'PUT', '/api/v2/tickets'),
  at('GET of a union', 405, 'Only POST is answered here', 'GET', '/api/v2/tickets/1/union'),
  at('a query that is not UTF-8', 400, 'Parameter "search" is not valid UTF-8 text', 'GET', `${TICKETS}?search=%ff`),
  at('a NUL in the query', 400, 'Parameter "search" contains a NUL character', 'GET', `${TICKETS}?search=%00`),
  row('an id of another client\u2019s', 404, /^Ticket with id \{\d+\} not found$/, () =>
    by(() => ann.headers, `${TICKETS}${bobsTicket}`),
  ),
  row(
    'an action that clients may not call',
    403,
    'Invalid Permissions: API action "helpdeskeddy/deleteticket" is not allowed',
    () => by(() => ann.headers, `${TICKETS}1`, { method: 'DELETE' }),
  ),
];

const BODIES: Row[] = [
  raw('no body', 400, NO_TITLE, () => '', JSON_TYPE),
  raw('half a JSON text', 400, BAD_JSON, () => '{"title": "T", "desc', JSON_TYPE),
  raw('JSON with comments', 400, BAD_JSON, () => '{"title": "T", // what it is\n"description": "D"}', JSON_TYPE),
  raw('JSON with an extra comma', 400, BAD_JSON, () => '{"title": "T", "description": "D",}', JSON_TYPE),
  raw('JSON with single quotes', 400, BAD_JSON, () => "{'title': 'T'}", JSON_TYPE),
  raw('JSON that is not UTF-8', 400, NOT_UTF8, () => Buffer.from('{"title": "Tit\xffle"}', 'latin1'), JSON_TYPE),
  raw('very deep JSON', 400, BAD_JSON, () => `{"tags": ${'['.repeat(9000)}${']'.repeat(9000)}}`, JSON_TYPE),
  raw('very many values', 400, BAD_JSON, () => `{"tags": [${'1,'.repeat(20_000)}1]}`, JSON_TYPE),
  raw('a list', 400, NO_OBJECT, () => '[1]', JSON_TYPE),
  raw('a text', 400, NO_OBJECT, () => '"title"', JSON_TYPE),
  raw('null', 400, NO_OBJECT, () => 'null', JSON_TYPE),
  raw('another type', 400, BAD_TYPE, () => '<title>T</title>', 'text/xml'),
  raw(
    'too large a body',
    413,
    `The request body is larger than the ${BODY_LIMIT} bytes allowed`,
    () => 'x'.repeat(BODY_LIMIT + 1),
    URLENCODED,
  ),
  raw('too many fields', 413, 'A request may have at most 1000 parameters', () => 'a=1&'.repeat(1001), URLENCODED),
  row('a compressed body', 400, 'A Content-Encoding is not supported: send the body as it is', () => ({
    path: TICKETS,
    init: sending({ ...jo.headers, 'Content-Encoding': 'gzip' }, 'x', JSON_TYPE),
  })),
  form('a form that is no UTF-8', 'Parameter "tags[]" is not valid UTF-8 text', 'tags[]=%ff'),
  form('a NUL in a form', 'Parameter "custom_fields[96]" contains a NUL character', 'custom_fields[96]=a%00b'),
  form('too many brackets', 'Parameter names may have at most 64 levels of brackets', `cc${'[1]'.repeat(65)}=x`),
  parts('a NUL in a part', 'Parameter "tags[]" contains a NUL character', [{ name: 'tags[]', value: 'a\0b' }]),
  parts('a part that is no UTF-8', 'Parameter "tags[]" is not valid UTF-8 text', [
    { name: 'tags[]', value: Buffer.from([0xff]) },
  ]),
  parts('a part in another charset', 'Parameter "tags" has a charset that is not supported: send UTF-8', [
    { name: 'tags', value: 'x', type: 'text/plain; charset=utf-99' },
  ]),
  raw(
    'a multipart body that was cut off',
    400,
    CUT_OFF,
    () => multipartBody([{ name: 'title', value: 'T' }], ''),
    MULTIPART,
  ),
  raw(
    'a file that was cut off',
    400,
    CUT_OFF,
    () => multipartBody([{ name: 'files[0]', filename: 'a.txt', value: 'T' }]).subarray(0, -40),
    MULTIPART,
  ),
  row('an Idempotency-Key with a space', 400, /^The Idempotency-Key must be 1 to 255 printable ASCII/, () => ({
    path: TICKETS,
    init: sending({ ...jo.headers, 'Idempotency-Key': 'a b' }, JSON.stringify(NEW), JSON_TYPE),
  })),
];

const FIELDS: Row[] = [
  json('a list for a title', 'Parameter "title" must be of type string', { title: ['T'] }),
  json('an object for a title', 'Parameter "title" must be of type string', { title: { en: 'T' } }),
  json('a flag for a title', 'Parameter "title" must be of type string', { title: true }),
  json('a NUL in a title', 'Parameter "title" contains characters that are not valid text', { title: 'a\0b' }),
  raw(
    'half a character in a title',
    400,
    'Parameter "title" contains characters that are not valid text',
    () => '{"title": "\\ud800", "description": "D"}',
    JSON_TYPE,
  ),
  json('a huge title', 'Parameter "title" may have at most 1000 characters', { title: 'x'.repeat(100_000) }),
  json('a list for a description', 'Parameter "description" must be of type string', { description: ['T'] }),
  json('words for a parent', 'Parameter "pid" must be a whole number', { pid: 'first' }),
  json('a parent beyond all numbers', 'Parameter "pid" must be a whole number', { pid: '99999999999999999999' }),
  json('a parent below zero', 'Parameter "pid" is out of range', { pid: -1 }),
  json('half a parent', 'Parameter "pid" must be a whole number', { pid: 1.5 }),
  json('two parents', 'Parameter "pid" must be a whole number', { pid: [1, 2] }),
  json('an object for a date', DUE, { sla_date: { date: 1 } }),
  json('a date that a database would take', DUE, { sla_date: 'now' }),
  json('a date with more behind it', DUE, { sla_date: '01.01.2026 00:00:00' }),
  json('a list for a status', 'Parameter "status_id" must be of type string', { status_id: ['open'] }),
  json('a priority in words', 'Parameter "priority_id" must be a whole number', { priority_id: 'high' }),
  json('a priority with an exponent', 'Parameter "priority_id" must be a whole number', { priority_id: '1e0' }),
  json('a type below zero', 'Parameter "type_id" is out of range', { type_id: -1 }),
  json('a department of zero', 'Parameter "department_id" is out of range', { department_id: 0 }),
  json('a lock of 2', 'Parameter "ticket_lock" must be true or false', { ticket_lock: 2 }),
  json('an object for a lock', 'Parameter "ticket_lock" must be true or false', { ticket_lock: {} }),
  json('an object for an assignee', 'Parameter "owner_id" must be a whole number', { owner_id: { id: 1 } }),
  json('an address for a client', 'Parameter "user_id" must be a whole number', { user_id: 'ann@example.com' }),
  json('a list for an address', 'Parameter "user_email" must be of type string', { user_email: ['a@example.com'] }),
  json('two addresses', 'Parameter "user_email" must be an e-mail address', { user_email: 'a@b.example, c@d.example' }),
  json('a huge address', 'Parameter "user_email" may have at most 254 characters', { user_email: 'x'.repeat(300) }),
  json('a list in a list', 'Parameter "cc[0]" must be of type string', { cc: [['a@example.com']] }),
  json('an object for a list', 'Parameter "cc" must be a list', { cc: { first: 'a@example.com' } }),
  json('a flag for a list', 'Parameter "bcc" must be a list', { bcc: true }),
  json('names for followers', 'Parameter "followers[0]" must be a whole number', { followers: ['jo'] }),
  json('a maybe for a flag', 'Parameter "create_from_user" must be true or false', { create_from_user: 'maybe' }),
  json('an object for a tag', 'Parameter "tags[0]" must be of type string', { tags: [{ name: 'x' }] }),
  json('a NUL in a tag', 'Parameter "tags[0]" contains characters that are not valid text', { tags: ['\0'] }),
  json('a text for custom fields', 'Parameter "custom_fields" must be an object', { custom_fields: 'x' }),
  json('a number for custom fields', 'Parameter "custom_fields" must be an object', { custom_fields: 96 }),
  json('an option where text belongs', 'Custom field "Text Field" must be a text', {
    custom_fields: { 96: { 1: 'x' } },
  }),
  json('levels in levels', LEVELS, { custom_fields: { 100: { 1: { 2: 198 } } } }),
  form('levels in levels, in a form', LEVELS, 'custom_fields[100][1][2]=198'),
  form('levels without numbers', LEVELS, 'custom_fields[100][]=198'),
  raw(
    'a field called __proto__',
    400,
    'Parameter "custom_fields" has a field id that is not valid text',
    () => '{"title": "T", "description": "D", "custom_fields": {"__proto__": {"1": "x"}}}',
    JSON_TYPE,
  ),
  form(
    'a field that is longer than any id',
    `Custom field "${'9'.repeat(100)}" does not exist in this department`,
    `custom_fields[${'9'.repeat(500)}]=1`,
  ),
  json('a NUL in a custom field', 'Parameter "custom_fields[96]" contains characters that are not valid text', {
    custom_fields: { 96: 'a\0' },
  }),
  json(
    'another\u2019s id, to a client',
    'Parameter "user_id" must be the id of a client',
    { user_id: 1_000 },
    () => ann.headers,
  ),
];

const TITLES: Record<number, string> = {
  400: 'Bad request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not found',
  405: 'Method not allowed',
  413: 'Payload too large',
};

describe('bad requests', () => {
  const table = [...WHO, ...WHERE, ...BODIES, ...FIELDS];

  test('there are enough of them', () => {
    expect(table.length).toBeGreaterThanOrEqual(60);
  });

  test.each(table)('%s', async (_what, status, details, request) => {
    const { path, init } = await request();
    const content = await contentOf(world);
    const answer = await world.send(path, { method: 'GET', ...init });
    expect([answer.status, answer.headers.get('content-type')]).toEqual([status, JSON_TYPE]);
    expect(answer.headers.get('x-rate-limit')).toBe('100000');
    expect(answer.headers.get('www-authenticate')).toBe(status === 401 ? 'Basic realm="API", charset="UTF-8"' : null);
    expect(answer.json).toEqual({
      errors: [
        {
          code: `e-${status}`,
          title: TITLES[status],
          details: typeof details === 'string' ? details : expect.stringMatching(details),
        },
      ],
    });
    expect(await contentOf(world)).toEqual(content);
  });
});
