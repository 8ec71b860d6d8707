import { ADDRESSES } from '../../src/config/addresses';
import { patternOf } from '../../src/doors/door';
import { doors } from '../../src/doors/doors';
import { toNvp } from '../../src/wire/nvp';
import { ask } from '../support/doors';
import { useWorld } from '../support/world';

/** Tests for every door. The tables are made from the list of doors, so they include a new one by themselves. */
const world = useWorld();

beforeAll(() => world.serve());

const EVERY_ADDRESS = doors(ADDRESSES.keliweb).flatMap(({ addresses, envelope, hasCors }) =>
  addresses.map((address) => ({ address, envelope, hasCors, path: address.replace(/:\w+|\*$/, 'anything') })),
);

test.each(EVERY_ADDRESS)(
  '$address is answered, in any letter case, with a slash at its end or without',
  async ({ path }) => {
    const { text: nothing } = await ask(world, {}, 'GET', '/an-address-of-no-door');
    for (const spelt of [path, path.toUpperCase(), `${path}/`]) {
      const { text } = await ask(world, {}, 'GET', spelt);
      expect(text).not.toBe(nothing);
    }
  },
);

/** The scripts and styles of the pages are a part of them, and no program asks for them. */
const KEPT_FILES = [`${ADDRESSES.script}*`, `${ADDRESSES.consoleAssets}*`];
const DESCRIBED = EVERY_ADDRESS.filter(({ address }) => !KEPT_FILES.includes(address));

test.each(DESCRIBED)('$address is described in OpenAPI', async ({ address }) => {
  const { paths } = (await ask(world, {}, 'GET', '/openapi.json')).json as { paths: Record<string, unknown> };
  // Each of WHMCS's actions is described at an address of its own, below the one at which all are called.
  const stem = address
    .replace('/includes/', '/')
    .replace(/\/?(:\w+|\*)$/, '')
    .replace(/:(\w+)/g, '{$1}');
  const described = Object.keys(paths).map((path) => path.replace('/includes/', '/'));
  expect(described.filter((path) => path === stem || path.startsWith(`${stem}/`))).not.toEqual([]);
});

test.each(EVERY_ADDRESS)(
  '$address refuses headers that are too large in its own envelope',
  async ({ path, envelope }) => {
    const { status, text } = await ask(world, { Authorization: `Bearer ${'x'.repeat(20_000)}` }, 'POST', path);
    const message = 'The address and headers are larger than the 16 KB allowed: send parameters in the body';
    expect(status).toBe(431);
    const refusal = envelope.of(message, 431);
    expect(text).toBe(envelope.isJson ? JSON.stringify(refusal) : toNvp(refusal));
  },
);

test.each(EVERY_ADDRESS)('$address answers pages of other origins only if it reads no cookie', async (door) => {
  const { headers } = await ask(world, { Origin: 'https://page.example' }, 'GET', door.path);
  expect(headers.has('access-control-allow-origin')).toBe(door.hasCors);
});

test.each([
  ['/a/b.php', ['/a/b.php', '/A/B.PHP', '/a/b.php/'], ['/a/bxphp', '/a/b.php/c', '/a/b']],
  ['/a/:name', ['/a/b', '/a/b/'], ['/a', '/a/', '/a/b/c']],
  ['/a/*', ['/a/', '/a/b', '/a/b/c'], ['/a', '/ab', '/x/a/b']],
])('the address %s matches its paths and no others', (address, matching, others) => {
  const pattern = patternOf(address);
  expect(matching.filter((path) => !pattern.test(path))).toEqual([]);
  expect(others.filter((path) => pattern.test(path))).toEqual([]);
});

test('a trailing slash redirects to the page, because its links would break', async () => {
  const answer = await world.send('/viewticket.php/?tid=7', { redirect: 'manual' });
  expect([answer.status, answer.headers.get('location')]).toEqual([308, '../viewticket.php?tid=7']);
});
