import { readNetworks } from '../../src/config/readers';
import { shown } from '../support/pages';
import { useWorld } from '../support/world';

const world = useWorld();
const closed = useWorld((config) => {
  config.allowedNetworks = readNetworks('203.0.113.0/24');
});

const BROWSER = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';
const NOTHING = { result: 'error', message: 'There is nothing here: the API is at /includes/api.php' };

test.each([BROWSER, '*/*'])('the page at / says what this is and where to go on (Accept: %s)', async (accept) => {
  const { status, headers, text } = await world.send('/', { headers: { Accept: accept } });
  expect(status).toBe(200);
  expect(headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect(headers.get('content-security-policy')).toMatch(/^default-src 'none'; script-src 'self'; style-src 'sha256-/);
  expect(headers.get('x-request-id')).not.toBeNull();
  const links = Array.from(text.matchAll(/href="([^"#][^"]*)"/g), ([, link]) => link!);
  expect(links).toEqual(['submitticket.php', 'admin/', 'docs', 'openapi.json']);
  for (const link of links) expect([link, (await world.send(`/${link}`)).status]).toEqual([link, 200]);
  const address = /<code>POST (\S+)<\/code>/.exec(text)?.[1];
  expect((await world.send(address!, { method: 'POST' })).text).toContain('Invalid or missing credentials');
  expect((await world.send('/', { method: 'HEAD' })).status).toBe(200);
});

test.each([
  ['on any desk', world],
  ['also where the allow list keeps programs out', closed],
])('browsers get an icon and keep it: %s', async (_where, own) => {
  for (const method of ['GET', 'HEAD']) {
    const { status, headers, text } = await own.send('/favicon.ico', { method });
    expect([status, headers.get('content-type'), headers.get('cache-control')]).toEqual([
      ...[200, 'image/x-icon', 'public, max-age=604800'],
    ]);
    expect(text.includes('PNG')).toBe(method === 'GET');
  }
});

test.each(['application/json', 'application/json, text/plain;q=0.5'])(
  'a program that asks for JSON gets JSON (Accept: %s)',
  async (accept) => {
    const { status, json } = await world.send('/', { headers: { Accept: accept } });
    expect([status, json]).toEqual([404, NOTHING]);
  },
);

test('other methods and paths are refused, a person with a page and a program with JSON', async () => {
  for (const [method, path] of [
    ['POST', '/'],
    ['GET', '/nothing'],
    ['GET', '/index.html'],
  ] as const) {
    const program = await world.send(path, { method, headers: { Accept: '*/*' } });
    expect([method, path, program.status, program.json]).toEqual([method, path, 404, NOTHING]);
    const person = await world.send(path, { method, headers: { Accept: BROWSER, 'Accept-Language': 'de' } });
    expect([method, path, person.status]).toEqual([method, path, 404]);
    expect(shown(person.text)).toContain('Hier ist nichts');
    expect(shown(person.text)).toContain(person.headers.get('x-request-id'));
  }
});

test('the allow list applies', async () => {
  const { status, json } = await closed.send('/', { headers: { Accept: BROWSER } });
  expect([status, json]).toEqual([403, { result: 'error', message: 'Invalid IP 127.0.0.1' }]);
});
