import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { setImmediate as turn } from 'node:timers/promises';
import { createAddressing } from '../../src/server/addressing';
import { cpuTimeOf } from '../support/cpu-time';
import { asClient, asProgram, withApiKey } from '../support/doors';
import { type RawAnswer, sendRaw } from '../support/raw-http';
import { encode, URLENCODED } from '../support/requests';
import { useWorld, type World } from '../support/world';

/** Addresses in all the ways in which programs write them, sent byte by byte because clients would tidy them. */
const world = useWorld();
const inFolder = useWorld((config) => {
  config.folder = '/support';
  config.desk.publicUrl = 'https://example.com/support';
});
const inTickets = useWorld((config) => {
  config.folder = '/tickets';
  config.desk.publicUrl = 'https://example.com/tickets';
});

type Headers = Record<string, string>;

interface Place {
  /** An address at which the door does something. */
  path: string;
  body: (world: World) => string | undefined;
  headers: (world: World) => Promise<Headers>;
  /** The answer, if the door was reached. */
  answer: RegExp;
}

const form = { 'Content-Type': URLENCODED };
const bearer = async (own: World) => asClient(own, (await own.client()).clientId);
let staff = 0;

const PLACES: Record<string, Place> = {
  hatch: {
    path: '/includes/api.php',
    headers: async () => form,
    body: ({ credentials }) => encode({ ...credentials, responsetype: 'json', action: 'GetSupportStatuses' }),
    answer: /^{"result":"success","totalresults":6,/,
  },
  'an action of the hatch': {
    path: '/includes/api.php/GetSupportStatuses',
    headers: async () => form,
    body: ({ credentials }) => encode({ ...credentials, responsetype: 'json' }),
    answer: /^{"result":"success","totalresults":6,/,
  },
  'the short address of the hatch': {
    path: '/api.php',
    headers: async () => form,
    body: ({ credentials }) => encode({ ...credentials, responsetype: 'json', action: 'GetSupportStatuses' }),
    answer: /^{"result":"success","totalresults":6,/,
  },
  keliweb: {
    path: '/api/v2/keliweb/open-ticket',
    headers: async (own) => ({ ...form, ...(await bearer(own)) }),
    body: () => 'deptid=1&subject=T&message=M',
    answer: /^{"result":"success","id":/,
  },
  HelpDeskEddy: {
    path: '/api/v2/tickets/',
    headers: async (own) => {
      staff += 1;
      const staffId = await own.admin(`jo${staff}`, { email: `jo${staff}@example.com` });
      return { ...form, ...(await withApiKey(own, { staffId })) };
    },
    body: () => 'title=T&description=D&user_email=ann@example.com',
    answer: /^{"data":{"id":/,
  },
  Socialboards: {
    path: '/tickets/list',
    headers: async (own) => ({ ...form, ...(await asProgram(own)) }),
    body: () => '',
    answer: /"errorCode":-1/,
  },
  '/oauth/token': {
    path: '/oauth/token',
    headers: async () => form,
    body: () => 'grant_type=password&client_id=x&client_secret=y&username=u&password=p',
    answer: /"error":"invalid_client"/,
  },
  '/token': {
    path: '/token',
    headers: async () => form,
    body: () => 'grant_type=x',
    answer: /"error":"unsupported_grant_type"/,
  },
  'the pages of clients': {
    path: '/login.php',
    headers: async () => ({}),
    body: () => undefined,
    answer: /<bdi>Sign in</,
  },
  'the pages of links': {
    path: '/invite/x',
    headers: async () => ({}),
    body: () => undefined,
    answer: /This link does not work/,
  },
  'the front page': {
    path: '/',
    headers: async () => ({ Accept: 'text/html' }),
    body: () => undefined,
    answer: /<a href="docs">/,
  },
  'the explorer': {
    path: '/docs',
    headers: async () => ({}),
    body: () => undefined,
    answer: /docs\/start\.js/,
  },
  'a file of the explorer': {
    path: '/docs/start.js',
    headers: async () => ({}),
    body: () => undefined,
    answer: /SwaggerUIBundle/,
  },
  'the description': {
    path: '/openapi.json',
    headers: async () => ({}),
    body: () => undefined,
    answer: /^{"openapi":"3\.1\.0"/,
  },
  'the health check': {
    path: '/healthz',
    headers: async () => ({}),
    body: () => undefined,
    answer: /^{"status":"ok"}$/,
  },
  'the check of readiness': {
    path: '/readyz',
    headers: async () => ({}),
    body: () => undefined,
    answer: /^{"status":"ready"}$/,
  },
  'the icon': {
    path: '/favicon.ico',
    headers: async () => ({}),
    body: () => undefined,
    answer: /PNG/,
  },
  'the public keys': {
    path: '/.well-known/jwks.json',
    headers: async () => ({}),
    body: () => undefined,
    answer: /^{"keys":/,
  },
};

const APIS = ['hatch', 'an action of the hatch', 'the short address of the hatch', 'keliweb', 'HelpDeskEddy'].concat([
  'Socialboards',
  '/oauth/token',
  '/token',
]);

async function call(own: World, { headers, body }: Place, target: string): Promise<RawAnswer> {
  const sent = body(own);
  return sendRaw(own, sent === undefined ? 'GET' : 'POST', target, await headers(own), sent);
}

const every = (text: string, sign: string, other: string) => text.split(sign).join(other);

/** Other ways to write a path. */
const SPELLINGS: Record<string, (path: string) => string> = {
  'as it is': (path) => path,
  'two slashes at the beginning': (path) => `/${path}`,
  'three slashes everywhere': (path) => every(path, '/', '///'),
  'two slashes before the end': (path) => path.replace(/\/(?=[^/]+\/?$)/, '//'),
  'a dot segment': (path) => `/.${path}`,
  'dot segments everywhere': (path) => every(path, '/', '/./'),
  'an encoded dot segment': (path) => `/%2e${path}`,
  'a way back': (path) => `/nowhere/..${path}`,
  'an encoded way back from another door': (path) => `/tickets/%2E%2e${path}`,
  'a way above the top': (path) => `/../..${path}`,
  'a way back over two slashes': (path) => `/nowhere//..${path}`,
  'an encoded letter': (path) => path.replace(/[a-z]/, (sign) => `%${sign.charCodeAt(0).toString(16)}`),
  'encoded dots': (path) => path.replace(/\.(?=\w)/g, '%2E'),
  'the whole URL': (path) => `http://desk.example${path}`,
  'the whole URL with two slashes': (path) => `HTTPS://user@desk.example:81/${path}`,
  'an empty fragment': (path) => `${path}#`,
  'a fragment': (path) => `${path}#top`,
};

/** A browser is sent to the plain address of a page, because its relative links would break. */
async function followed(own: World, place: Place, target: string): Promise<RawAnswer> {
  const answer = await call(own, place, target);
  if (answer.status !== 308) return answer;
  const [, location = ''] = /^location: (.*)$/im.exec(answer.head) ?? [];
  const { pathname } = new URL(location, `http://desk.example${target}`);
  return call(own, place, pathname);
}

describe('every door answers at its address, however that is written', () => {
  const rows = Object.keys(SPELLINGS).flatMap((spelling) => Object.keys(PLACES).map((place) => ({ spelling, place })));
  test.each(rows)('$spelling: $place', async ({ spelling, place }) => {
    const { path, answer } = PLACES[place]!;
    const { text } = await followed(world, PLACES[place]!, SPELLINGS[spelling]!(path));
    expect(text).toMatch(answer);
  });

  test.each(APIS)('two slashes and one at the end: %s', async (place) => {
    const { path, answer } = PLACES[place]!;
    for (const end of ['/', '//', '/./', '/x/..']) {
      expect((await call(world, PLACES[place]!, path.replace(/\/$/, '') + end)).text).toMatch(answer);
    }
  });

  test.each([
    ['//docs', '../docs'],
    ['/oauth//singlesignon.php?access_token=a//b', '../../oauth/singlesignon.php?access_token=a//b'],
    ['/viewticket.php//?tid=7', '../../viewticket.php/?tid=7'],
  ])('the page %s is redirected to %s', async (target, location) => {
    const { status, head } = await sendRaw(world, 'GET', target);
    expect([status, /^location: (.*)$/im.exec(head)?.[1]?.trim()]).toEqual([308, location]);
  });

  test('a token in an address with doubled slashes stays out of the log', async () => {
    const before = world.log.length;
    await sendRaw(world, 'POST', '//invite//secret-token', form, 'a=b');
    await sendRaw(world, 'POST', '/./password/%72eset/secret-token', form, 'a=b');
    expect(world.log.slice(before).map(({ path }) => path)).toEqual(['/invite/...', '/password/reset/...']);
  });
});

describe('the WHMCS API answers below any folder', () => {
  const FOLDERS = ['/billing', '/a/b/c', '/tickets', '/api/v2', '/api/v2/keliweb', '/docs', '//billing', '/Größe'];
  test.each(FOLDERS.flatMap((folder) => ['/includes/api.php', '/Includes/API.php/'].map((path) => folder + path)))(
    '%s',
    async (path) => {
      const { text } = await call(world, PLACES.hatch!, encodeURI(path));
      expect(text).toMatch(PLACES.hatch!.answer);
    },
  );

  test('with the action at the end, and with a query', async () => {
    const action = PLACES['an action of the hatch']!;
    expect((await call(world, action, `/billing${action.path}`)).text).toMatch(action.answer);
    const query = encode({ ...world.credentials, responsetype: 'json', action: 'GetSupportStatuses' });
    expect((await sendRaw(world, 'GET', `/billing/includes/api.php?${query}`)).text).toMatch(action.answer);
  });

  test.each([
    '/billing/includes/api.php5',
    '/billingincludes/api.php',
    '/billing/includes/api.php/a/b',
    '/billing/api.php',
  ])('and not at %s', async (path) => {
    const { status, text } = await sendRaw(world, 'GET', path);
    expect([status, text]).toEqual([404, expect.stringContaining('There is nothing here')]);
  });
});

describe('with a folder in HATCHDESK_PUBLIC_URL', () => {
  const rows = Object.keys(PLACES).flatMap((place) =>
    ['', '/support', '/Support', '//support/'].map((at) => ({ at, place })),
  );
  test.each(rows)('$place answers at "$at"', async ({ at, place }) => {
    const { path, answer } = PLACES[place]!;
    expect((await followed(inFolder, PLACES[place]!, at + path)).text).toMatch(answer);
  });

  test.each(Object.keys(PLACES))('%s answers below a folder with the name of an address', async (place) => {
    const { path, answer } = PLACES[place]!;
    for (const at of ['', '/tickets']) {
      expect((await followed(inTickets, PLACES[place]!, at + path)).text).toMatch(answer);
    }
  });

  test('the folder itself leads to the front page, which shows the API in the folder', async () => {
    const { status, head } = await sendRaw(inFolder, 'GET', '/support', { Accept: 'text/html' });
    expect([status, /^location: (.*)$/im.exec(head)?.[1]?.trim()]).toEqual([308, './support/']);
    const { text } = await sendRaw(inFolder, 'GET', '/support/', { Accept: 'text/html' });
    expect(text).toContain('<code>POST /support/includes/api.php</code>');
  });

  test('links begin with it', async () => {
    const { servers } = (await inFolder.send('/support/openapi.json')).json as { servers: { url: string }[] };
    expect(servers.map(({ url }) => url)).toEqual(['./', 'https://example.com/support']);
    const { clientId } = await inFolder.client();
    const { redirect_url } = await inFolder.done('CreateSsoToken', { client_id: clientId });
    const link = new URL(String(redirect_url));
    expect(link.pathname).toBe('/support/oauth/singlesignon.php');
    const { status, head } = await sendRaw(inFolder, 'GET', link.pathname + link.search);
    const [, location = ''] = /^location: (.*)$/im.exec(head) ?? [];
    expect([status, new URL(location, link).pathname]).toEqual([303, '/support/clientarea.php']);
  });

  test.each(['/supporttickets', '/support2/docs', '/support/nowhere', '/other/docs'])('and not at %s', async (path) => {
    expect((await sendRaw(inFolder, 'GET', path)).status).toBe(404);
  });

  test('refusals of unreadable requests have the form of the door in the folder', async () => {
    const { status, text } = await sendRaw(inFolder, 'GET', '/support/api/v2/tickets/?search=two words');
    expect([status, JSON.parse(text)]).toMatchObject([400, { errors: [{ code: 'e-400' }] }]);
  });
});

const ENCODED = 'The address contains an encoded slash (%2F): write it as /';

describe('an address that is no address of a door does not reach another one', () => {
  test.each<[string, object]>([
    ['/api/v2/keliweb%2Fopen-ticket', { result: 'error', message: ENCODED }],
    ['/api/v2%2fkeliweb/open-ticket', { result: 'error', message: ENCODED }],
    ['/includes%2Fapi.php', { result: 'error', message: ENCODED }],
    ['/billing%2Fincludes%2Fapi.php', { result: 'error', message: ENCODED }],
    ['/tickets/..%2fapi%2fv2%2ftickets', { errors: [{ code: 'e-400', details: ENCODED }] }],
    ['/x%2f..%2ftickets', { data: null, errorCode: 400, errorText: ENCODED }],
    ['/oauth%2Ftoken', { error: 'invalid_request', message: ENCODED }],
  ])('%s', async (path, expected) => {
    const { status, text } = await sendRaw(world, 'POST', path, form, 'a=b');
    expect({ status, json: JSON.parse(text) }).toMatchObject({ status: 400, json: expected });
  });

  const LOST = 'There is nothing here: the API is at /includes/api.php';
  test.each([
    '/includes\\api.php',
    '/includes%5Capi.php',
    '/includes/%252e%252e/includes/api.php5',
    '/nowhere',
    '//nowhere',
    '/docs%2fstart.js',
    '/..',
    '/*',
  ])('%s', async (path) => {
    const { status, text } = await sendRaw(world, 'POST', path, form, 'a=b');
    expect([status, JSON.parse(text)]).toEqual([404, { result: 'error', message: LOST }]);
  });

  test.each<[string, number, object]>([
    ['/api/v2/keliweb', 401, { result: 'error' }],
    ['/api/v2/keliweb/open-ticket/more', 401, { result: 'error' }],
    ['/api/v2/keliweb//', 401, { result: 'error' }],
    ['/api/v2/nowhere//at/all', 401, { errors: [{}] }],
    ['/api/v2/tickets\\..\\keliweb', 401, { errors: [{}] }],
    ['/tickets//1//nowhere', 401, { data: null, errorCode: 401 }],
  ])('%s is refused in the form of its door', async (path, status, expected) => {
    const answer = await sendRaw(world, 'POST', path, form, 'a=b');
    expect({ status: answer.status, json: JSON.parse(answer.text) }).toMatchObject({ status, json: expected });
  });
});

const BLANK = 'The address contains a blank or another character that must be percent-encoded';
const NOT_HTTP = 'The request is not valid HTTP';
const latin1 = (text: string): string => Buffer.from(text).toString('latin1');

const ENVELOPES: Record<string, [path: string, envelope: (message: string) => object]> = {
  hatch: ['/includes/api.php', (message) => ({ result: 'error', message })],
  'the hatch in a folder': ['/billing//includes/api.php', (message) => ({ result: 'error', message })],
  keliweb: ['/api/v2/keliweb/open-ticket', (message) => ({ result: 'error', message })],
  HelpDeskEddy: ['/api/v2/tickets/', (details) => ({ errors: [{ code: 'e-400', title: 'Bad request', details }] })],
  Socialboards: ['/tickets', (errorText) => ({ data: null, errorCode: 400, errorText })],
  '/oauth/token': ['/oauth/token', (message) => ({ error: 'invalid_request', error_description: message, message })],
};

describe('an address with a character that HTTP does not allow is refused, saying what to do', () => {
  const QUERIES: Record<string, string> = {
    'a blank': 'subject=two words&message=M',
    'blanks and the name of the protocol': 'subject=HTTP/1.1 is HTTP/1.1 slow&message=M',
    'UTF-8': latin1('subject=Grüße'),
    latin1: 'subject=Gr\xfc\xdfe',
    'a tab': 'subject=a\tb',
    'a control character': 'subject=a\x01b',
    'a NUL': 'subject=a\0b',
  };
  const rows = Object.keys(ENVELOPES).flatMap((door) => Object.keys(QUERIES).map((what) => ({ door, what })));
  test.each(rows)('$what: $door', async ({ door, what }) => {
    const [path, envelope] = ENVELOPES[door]!;
    const { status, text, head } = await sendRaw(world, 'GET', `${path}?responsetype=json&${QUERIES[what]}`);
    expect([status, JSON.parse(text)]).toEqual([400, envelope(BLANK)]);
    expect(head).toMatch(/^X-Request-Id: \S+$/m);
  });

  test.each([
    '/includes/api php',
    '/includes/api.php/Open Ticket',
    latin1('/billing/Größe/includes/api.php'),
    'http://desk.example/a b',
  ])('in the path %j', async (path) => {
    const { status, text } = await sendRaw(world, 'GET', path);
    expect([status, text]).toEqual([400, `result=error;message=${BLANK};`]);
  });

  test('in an address that arrives in several pieces', async () => {
    await world.serve();
    const { hostname, port } = new URL(world.url);
    const socket = connect({ host: hostname, port: Number(port), noDelay: true });
    const answered = text(socket);
    for (const piece of ['GET /includes/api.php?responsetype=json&subject=a', ' b&message=', 'c HTTP/1.1\r\n\r\n']) {
      await new Promise((resolve) => socket.write(piece, resolve));
      await turn();
    }
    expect(await answered).toContain(BLANK);
  });

  test('in JSON for who sends JSON', async () => {
    const { text } = await sendRaw(
      world,
      'POST',
      '/includes/api.php?a=b c',
      { 'Content-Type': 'application/json' },
      '{}',
    );
    expect(JSON.parse(text)).toEqual({ result: 'error', message: BLANK });
  });

  test.each([
    'GET includes/api.php HTTP/1.1',
    'GET ?action=OpenTicket HTTP/1.1',
    'GET /includes/api.php HTTPS/1.1',
    'GET /includes/api.php HTTP/3.7',
    'OPTIONS sip:desk.example SIP/2.0',
    'EHLO desk.example',
  ])('and %s is not HTTP', async (line) => {
    const [method = '', target = '', protocol = ''] = line.split(' ');
    // The support function ends the line by itself.
    const cut = protocol === 'HTTP/1.1' ? target : `${target} ${protocol}\r\nX:`;
    const { status, text } = await sendRaw(world, method, cut);
    expect([status, text]).toEqual([400, `result=error;message=${NOT_HTTP};`]);
  });
});

describe('what is wrong with a request that is not HTTP is said', () => {
  const LENGTH = 'send one Content-Length, which is a number, or Transfer-Encoding: chunked';
  const HEADER = 'a header must be one line of ASCII, "Name: value", with no blank in or behind its name';
  const target = '/includes/api.php?responsetype=json';

  test.each<[string, Record<string, string>, string]>([
    ['a length that is none', { 'Content-Length': 'undefined' }, LENGTH],
    ['an empty length', { 'Content-Length': '' }, LENGTH],
    ['two lengths in one', { 'Content-Length': '3, 3' }, LENGTH],
    ['a length and an encoding', { 'Content-Length': '3', 'Transfer-Encoding': 'identity' }, LENGTH],
    ['chunks within another encoding', { 'Transfer-Encoding': 'chunked, gzip' }, LENGTH],
    ['a name with a blank', { 'X Name': 'a' }, HEADER],
    ['a name with a blank behind it', { 'X-Name ': 'a' }, HEADER],
    ['a name that is not ASCII', { 'X-N\xe4me': 'a' }, HEADER],
    ['a value of two lines', { 'X-Name': 'a\r\n b' }, HEADER],
  ])('%s', async (_what, headers, message) => {
    const { status, text } = await sendRaw(world, 'POST', target, headers, 'a=b');
    expect([status, JSON.parse(text)]).toEqual([400, { result: 'error', message: `${NOT_HTTP}: ${message}` }]);
  });

  test.each(['nonsense', '0x5\r\nhello\r\n0\r\n\r\n'])('chunks such as %j', async (body) => {
    const headers = { 'Content-Length': undefined, 'Transfer-Encoding': 'chunked' };
    const { status, text } = await sendRaw(world, 'POST', target, headers, body);
    const message = `${NOT_HTTP}: its chunks cannot be read`;
    expect([status, JSON.parse(text)]).toEqual([400, { result: 'error', message }]);
  });

  test.each([
    ['post', target, `: the method must be in capital letters, such as POST`],
    ['Post', target, `: the method must be in capital letters, such as POST`],
    ['PROXY', 'TCP4 192.0.2.1 192.0.2.2 1 2\r\nPOST / HTTP/1.1\r\nX:', ': the proxy sends the PROXY protocol.'],
    ['\r\n\r\n\0\r\nQUIT\n!', '', ': the proxy sends the PROXY protocol.'],
    ['\x16\x03\x01\x02\x00\x01', '', ' but TLS: call http://'],
    ['POST', `${target} HTTP/1.1\nHost: desk.example\n\n`, ': its lines must end with a carriage return'],
  ])('%j %j', async (method, rest, message) => {
    const { status, text } = await sendRaw(world, method, rest);
    expect([status, text]).toEqual([400, expect.stringContaining(NOT_HTTP + message)]);
  });
});

describe('signs that HTTP forbids and the parser lets through arrive as they were meant', () => {
  const SIGNS = 'a|b"c<d>e{f}g[h]i^j`k\\l\'m#n?o//p/../q';

  test('at the hatch', async () => {
    const query = `responsetype=json&${encode({ ...world.credentials })}&action=OpenTicket&deptid=1&name=Ann&email=ann@example.com`;
    const target = `/includes/api.php?${query}&subject=${SIGNS}&message=Order #5`.replaceAll(' ', '+');
    const { text } = await sendRaw(world, 'GET', target);
    const { id } = JSON.parse(text) as { id: number };
    const ticket = await world.done('GetTicket', { ticketid: id });
    expect(ticket).toMatchObject({ subject: SIGNS, replies: { reply: [{ message: 'Order #5' }] } });
  });

  test('at the HelpDeskEddy API', async () => {
    const headers = await PLACES.HelpDeskEddy!.headers(world);
    const target = `/api/v2/tickets/?title=${SIGNS}&description=D&user_email=ann@example.com`;
    const { text } = await sendRaw(world, 'POST', target, headers);
    expect(JSON.parse(text)).toMatchObject({ data: { title: SIGNS } });
  });

  test('at the Socialboards API', async () => {
    const headers = await PLACES.Socialboards!.headers(world);
    const { text } = await sendRaw(world, 'POST', `/tickets?title=${SIGNS}&message=M&creator[name]=${SIGNS}`, headers);
    const { data } = JSON.parse(text) as { data: number };
    const shown = await sendRaw(world, 'GET', `/tickets/${data}`, headers);
    expect(JSON.parse(shown.text)).toMatchObject({ data: { title: SIGNS, author: { name: SIGNS } } });
  });

  test('bytes that are not UTF-8 are named', async () => {
    const query = `responsetype=json&${encode({ ...world.credentials })}&action=OpenTicket&subject=Gr%fc%dfe`;
    const { text } = await sendRaw(world, 'GET', `/includes/api.php?${query}`);
    expect(JSON.parse(text)).toEqual({ result: 'error', message: 'Parameter "subject" is not valid UTF-8 text' });
  });
});

test('rewriting an address of 16 KB takes no noticeable time', () => {
  const { locate } = createAddressing([], '/support');
  const hostile = ['/', '/./', '/../', '/a', '%2e', '%2f', '/includes/api.php', '\\', '#', '?', '//includes'];
  const locateAll = () => {
    for (const piece of hostile) locate(`/${piece.repeat(16_384 / piece.length)}`);
  };
  expect(cpuTimeOf(locateAll)).toBeLessThan(1000);
});

describe('what Node would refuse without a word', () => {
  const NO_HOST = 'The request has no Host header, which HTTP/1.1 demands';

  test.each(Object.keys(ENVELOPES))('no Host header: %s', async (door) => {
    const [path, envelope] = ENVELOPES[door]!;
    const { status, text, head } = await sendRaw(world, 'POST', `${path}?responsetype=json`, { Host: undefined });
    expect([status, JSON.parse(text)]).toEqual([400, envelope(NO_HOST)]);
    expect(head).toMatch(/^X-Request-Id: \S+$/m);
  });

  test.each<[string, Record<string, string>, string]>([
    ['/includes/api.php', {}, `result=error;message=${NO_HOST};`],
    ['/includes/api.php?responsetype=nvp', {}, `result=error;message=${NO_HOST};`],
    [
      '/includes/api.php',
      { 'Content-Type': 'application/json' },
      JSON.stringify({ result: 'error', message: NO_HOST }),
    ],
    ['/nothing/here', {}, `result=error;message=${NO_HOST};`],
  ])('no Host header: %s %j', async (path, headers, expected) => {
    const { status, text } = await sendRaw(world, 'POST', path, { ...headers, Host: undefined });
    expect([status, text]).toEqual([400, expected]);
  });

  test.each([
    ['the same twice', ['desk.example', 'desk.example']],
    ['another one', ['desk.example', 'evil.example']],
  ])('two Host headers: %s', async (_what, [first = '', second = '']) => {
    const { status, text } = await sendRaw(world, 'POST', '/includes/api.php?responsetype=json', {
      ...form,
      Host: first,
      hOST: second,
    });
    const message = 'The request has more than one Host header';
    expect([status, JSON.parse(text)]).toEqual([400, { result: 'error', message }]);
  });

  const NO_PROXY = 'CONNECT asks for a proxy, and this is none: send POST';

  test.each<[string, Record<string, string>, string]>([
    ['desk.example:443', {}, `result=error;message=${NO_PROXY};`],
    [
      'desk.example:443',
      { 'Content-Type': 'application/json' },
      JSON.stringify({ result: 'error', message: NO_PROXY }),
    ],
  ])('CONNECT %s %j', async (target, headers, expected) => {
    const { status, text, head } = await sendRaw(world, 'CONNECT', target, headers);
    expect([status, text]).toEqual([405, expected]);
    expect(head).toMatch(/^X-Request-Id: \S+$/m);
    expect(head).toMatch(/^X-Content-Type-Options: nosniff$/m);
    const logged = world.log.find(({ method }) => method === 'CONNECT');
    expect(logged).toMatchObject({ status: 405, refused: 'wrong_method' });
  });

  test('a client that asks for CONNECT and hangs up does no harm', async () => {
    await world.serve();
    const { hostname, port } = new URL(world.url);
    const socket = connect(Number(port), hostname);
    socket.write('CONNECT desk.example:443 HTTP/1.1\r\nHost: desk.example\r\n\r\n');
    socket.resetAndDestroy();
    const { text } = await sendRaw(world, 'GET', '/healthz');
    expect(JSON.parse(text)).toEqual({ status: 'ok' });
  });

  test('HTTP/2 without a proxy', async () => {
    const { status, text } = await sendRaw(world, 'PRI', '* HTTP/2.0\r\n\r\nSM\r\n\r\n');
    expect([status, text]).toEqual([
      505,
      'result=error;message=This server speaks HTTP/1.1: a proxy may speak HTTP/2 for it;',
    ]);
  });

  test.each([
    ['an expectation that nobody knows', { Expect: 'the-unexpected' }],
    ['an empty Host header', { Host: '' }],
  ])('%s is no reason to refuse a call', async (_what, headers) => {
    const body = encode({ ...world.credentials, responsetype: 'nvp', action: 'GetTicketCounts' });
    const { text } = await sendRaw(world, 'POST', '/includes/api.php', { ...form, ...headers }, body);
    expect(text).toMatch(/^result=success;.*;$/);
  });
});
