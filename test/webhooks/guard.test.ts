import dns from 'node:dns';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createGuard, ForbiddenAddress } from '../../src/webhooks/guard';
import { createPoster, type Poster } from '../../src/webhooks/post';

let server: Server;
let port: number;
let hits = 0;
const posters: Poster[] = [];

/** What must not be reached listens on all addresses of this machine. */
beforeAll(async () => {
  server = createServer((_req, res) => {
    hits++;
    res.end('secret');
  });
  await new Promise<void>((resolve) => server.listen(0, '::', resolve));
  port = (server.address() as AddressInfo).port;
});

afterAll(async () => {
  for (const poster of posters) poster.close();
  await new Promise((resolve) => server.close(resolve));
});

afterEach(() => jest.restoreAllMocks());

function posterFor(...allowed: string[]): Poster {
  const poster = createPoster(createGuard(allowed), () => new Date());
  posters.push(poster);
  return poster;
}

/** Addresses in the spellings that URLs allow. */
const HOSTS = [
  // This machine.
  ...['127.0.0.1', '127.0.0.2', '127.255.255.254', '127.1', '127.0.1', '0', '0.0.0.0', '0.0.0.1', '2130706433'],
  ...['0x7f000001', '0x7f.0.0.1', '0x7f.1', '017700000001', '0177.0.0.1', '0177.0.0.01', '127.0.0.1.', '127.0x0.0.1'],
  ...['%31%32%37.0.0.1', '１２７.0.0.1', '①②⑦.0.0.1', '127。0。0。1'],
  ...['[::1]', '[::]', '[0:0:0:0:0:0:0:1]', '[0000:0000:0000:0000:0000:0000:0000:0001]', '[::ffff:127.0.0.1]'],
  ...['[::ffff:7f00:1]', '[0:0:0:0:0:ffff:127.0.0.1]', '[::127.0.0.1]', '[::7f00:1]'],
  // Private and shared networks.
  ...['10.0.0.1', '10.255.255.255', '167772161', '0xa000001', '012.0.0.1', '172.16.0.1', '172.31.255.255'],
  ...[
    '192.168.0.1',
    '192.168.1',
    '0xc0a80001',
    '100.64.0.1',
    '100.127.255.255',
    '[::ffff:10.0.0.1]',
    '[::ffff:c0a8:1]',
  ],
  ...['[fc00::1]', '[fd00::1]', '[fdff:ffff::1]', '[fec0::1]'],
  // What tells machines in a cloud who they are.
  ...['169.254.169.254', '2852039166', '0xa9fea9fe', '0251.0376.0251.0376', '[::ffff:169.254.169.254]'],
  ...['[::ffff:a9fe:a9fe]', '[fd00:ec2::254]', '100.100.100.200', '192.0.0.192', '168.63.129.16', '[fe80::a9fe:a9fe]'],
  // Translated into IPv4 on the way.
  ...['[64:ff9b::7f00:1]', '[64:ff9b::127.0.0.1]', '[64:ff9b::a9fe:a9fe]', '[64:ff9b:1::a00:1]', '[2002:7f00:1::]'],
  ...['[2002:a9fe:a9fe::1]', '[2001:0:7f00:1::]', '[2001:0:53aa:64c::80ff:fffe]', '[::ffff:0:127.0.0.1]'],
  // Reserved, or several receivers.
  ...['192.0.2.1', '198.51.100.1', '203.0.113.1', '198.18.0.1', '198.19.255.255', '192.88.99.1', '224.0.0.1'],
  ...['239.255.255.250', '240.0.0.1', '255.255.255.255', '[ff02::1]', '[ff05::2]', '[2001:db8::1]', '[3fff::1]'],
  ...['[100::1]', '[4000::1]', '[5f00::1]', '[2001:20::1]', '[2001:2::1]', '[64:ff9b::10.0.0.1]', '[64:ff9b::c0a8:1]'],
  ...['[2002:c0a8:1::]', '[2002:a00:1::1]', '[::ffff:0:a9fe:a9fe]', '[::a9fe:a9fe]'],
  // In front of the host stands what looks like another one.
  ...['8.8.8.8@127.0.0.1', 'example.com:80@10.0.0.1', 'example.com%2F@169.254.169.254', 'a:b@[::1]'],
  // Characters that parsers skip or read as others.
  ...['127.0.\t0.1', '127.0.0.1\n', '127\uFF0E0\uFF0E0\uFF0E1', '\u00AD127.0.0.1', '0x7F.0x0.0x0.0x1', '0x7F000001.'],
  ...['00000177.0.0.1', '127.000.000.001', '0300.0250.0.1', '10.1', '192.11010049', '169.254.43518', '127.0.0.1%2e'],
];

/** Those that no URL can have: the parser refuses them, which refuses them everywhere. */
const UNREADABLE = [
  ...['[fe80::1%25eth0]', '[fe80::1%eth0]', '[::1%lo]', '127.0.0.1.1', '256.0.0.1', '0x100000000', '127.0.0.1 .a'],
  ...['[::ffff:127.0.0.1', '[::ffff:0x7f.0.0.1]', '[127.0.0.1]', '127.0.0.1%00.example.com', '[::ffff:127.1]'],
];

test.each(UNREADABLE)('http://%s is no URL', (host) => {
  expect(URL.canParse(`http://${host}:80/`)).toBe(false);
});

test('knows more than a hundred ways in, of which sixty were promised', () => {
  expect(new Set(HOSTS).size).toBeGreaterThan(100);
});

test.each(HOSTS)('http://%s is refused', async (host) => {
  const url = `http://${host}:${port}/`;
  const posting = posterFor().post(url, '{}', {}, new AbortController().signal);
  await expect(posting).rejects.toThrow(ForbiddenAddress);
  expect(createGuard([]).isForbidden(new URL(url))).toBe(true);
  expect(hits).toBe(0);
});

type Answers = { address: string; family: number }[][];

/** Lets names resolve to these addresses, one list after the other. */
function resolving(...answers: Answers): jest.SpyInstance {
  return jest.spyOn(dns, 'lookup').mockImplementation(((...given: unknown[]) => {
    const callback = given.at(-1) as (error: null, found: Answers[number]) => void;
    callback(null, (answers.length > 1 ? answers.shift() : answers[0]) ?? []);
  }) as typeof dns.lookup);
}

const v4 = (address: string) => ({ address, family: 4 });
const v6 = (address: string) => ({ address, family: 6 });

test.each<[string, Answers[number]]>([
  ['this machine', [v4('127.0.0.1')]],
  ['this machine in IPv6', [v6('::1')]],
  ['a mapped address', [v6('::ffff:127.0.0.1')]],
  ['a private network', [v4('10.1.2.3')]],
  ['a link-local address with a zone', [v6('fe80::1%eth0')]],
  ['metadata', [v4('169.254.169.254')]],
  ['NAT64', [v6('64:ff9b::a9fe:a9fe')]],
  ['6to4', [v6('2002:7f00:1::1')]],
  ['translated IPv4', [v6('::ffff:0:127.0.0.1')]],
  ['every address', [v4('0.0.0.0'), v6('::')]],
  ['carrier-grade NAT', [v4('100.64.0.1')]],
  ['a network for measuring', [v4('198.18.0.1')]],
  ['protocol assignments', [v4('192.0.0.192')]],
  ['unique local addresses', [v6('fc00::1')]],
  ['site-local addresses', [v6('fec0::1')]],
  ['what is no address', [v4('127.1'), v4('0177.0.0.1'), v6('localhost')]],
  ['several', [v4('192.168.1.1'), v6('fd00::1')]],
  ['nothing', []],
])('a name that leads to %s is refused', async (_where, found) => {
  resolving(found);
  const posting = posterFor().post(`http://webhook.example:${port}/`, '{}', {}, new AbortController().signal);
  await expect(posting).rejects.toThrow(ForbiddenAddress);
  expect(hits).toBe(0);
});

test.each(['metadata.google.internal', 'metadata.goog', 'instance-data.ec2.internal', 'metadata.tencentyun.com'])(
  '%s, as clouds resolve it, is refused',
  async (host) => {
    resolving([v4('169.254.169.254'), v6('fd00:ec2::254')]);
    const posting = posterFor().post(`http://${host}:${port}/latest`, '{}', {}, new AbortController().signal);
    await expect(posting).rejects.toThrow(ForbiddenAddress);
  },
);

test('of several addresses, only those that are allowed are connected to', async () => {
  const guard = createGuard([]);
  resolving([v4('10.0.0.1'), v4('8.8.8.8'), v6('::1'), v6('2606:4700:4700::1111')]);
  const found = await new Promise((resolve) => {
    guard.lookup('mixed.example', { all: true }, (error, addresses) => resolve(error ?? addresses));
  });
  expect(found).toEqual([v4('8.8.8.8'), v6('2606:4700:4700::1111')]);
  const first = await new Promise((resolve) => {
    guard.lookup('mixed.example', {}, (error, address) => resolve(error ?? address));
  });
  expect(first).toBe('8.8.8.8');
});

test.each([301, 302, 303, 307, 308])('a redirect with status %i into this machine is not followed', async (status) => {
  const redirecting = createServer((_req, res) => {
    res.writeHead(status, { Location: `http://127.0.0.1:${port}/`, Refresh: `0; url=http://127.0.0.1:${port}/` }).end();
  });
  await new Promise<void>((resolve) => redirecting.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(redirecting.address() as AddressInfo).port}/`;
  const answered = await posterFor('127.0.0.0/8').post(url, '{}', {}, new AbortController().signal);
  redirecting.close();
  expect([answered.status, hits]).toEqual([status, 0]);
});

test.each(['localhost', 'localhost.', 'LOCALHOST'])('%s, as this machine resolves it, is refused', async (host) => {
  const posting = posterFor().post(`http://${host}:${port}/`, '{}', {}, new AbortController().signal);
  // Some systems don't know every spelling.
  await expect(posting).rejects.toThrow(/leads to a network that is not allowed|ENOTFOUND/);
  expect(hits).toBe(0);
});

test('a name that changes its address is resolved once, and connected to as it was checked', async () => {
  const lookups = resolving([v4('192.0.2.1'), v4('127.0.0.1')], [v4('10.0.0.1')]);
  const poster = posterFor('127.0.0.0/8');
  const answered = await poster.post(`http://webhook.example:${port}/`, '{}', {}, new AbortController().signal);
  expect(answered).toMatchObject({ status: 200, answer: 'secret' });
  expect(lookups).toHaveBeenCalledTimes(1);
  expect(hits).toBe(1);
  hits = 0;
  // The next name has changed: it is checked again.
  const next = poster.post(`http://other.example:${port}/`, '{}', {}, new AbortController().signal);
  await expect(next).rejects.toThrow(ForbiddenAddress);
  expect(hits).toBe(0);
});

test.each(['8.8.8.8', '1.1.1.1', '172.32.0.1', '100.128.0.1', '2606:4700:4700::1111', '2a00:1450:4001::1'])(
  '%s may be connected to',
  (address) => expect(createGuard([]).mayConnect(address)).toBe(true),
);

test.each<[string[], string, boolean]>([
  [['10.0.0.0/8'], '10.2.3.4', true],
  [['10.0.0.0/8'], '::ffff:10.2.3.4', true],
  [['10.0.0.0/8'], '192.168.0.1', false],
  [['fd00::/8'], 'fd12::1', true],
  [['fd00::/8'], 'fe80::1', false],
])('with %j allowed, %s: %s', (allowed, address, expected) => {
  expect(createGuard(allowed).mayConnect(address)).toBe(expected);
});
