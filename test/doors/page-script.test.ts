import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { askRaw } from '../support/raw-answer';
import { linkTo, ticketPagesOf } from '../support/ticket-page';
import { useWorld } from '../support/world';

const world = useWorld((config) => {
  config.trustedProxies = ['127.0.0.0/8', '::1/128'];
});

const pages = ticketPagesOf(world);

let address = '';

beforeAll(async () => {
  const { text } = await pages.visit(linkTo(await world.ticket()));
  address = /<script src="(pages-[^"]*)" defer/.exec(text)?.[1] ?? '';
});

const ask = (path: string, headers?: Record<string, string>) => askRaw(`${world.url}/${path}`, headers);

test('is one file of at most 40 KB compressed, which browsers keep for good', async () => {
  const { status, headers, body } = await ask(address, { 'Accept-Encoding': 'gzip, deflate, br' });
  expect(status).toBe(200);
  expect(headers).toMatchObject({
    'content-type': 'text/javascript; charset=utf-8',
    'content-encoding': 'br',
    'cache-control': 'public, max-age=31536000, immutable',
    'x-content-type-options': 'nosniff',
    vary: 'Accept-Encoding',
  });
  const zipped = await ask(address, { 'Accept-Encoding': 'br;q=0, gzip' });
  expect(zipped.headers['content-encoding']).toBe('gzip');
  const plain = await ask(address);
  expect(plain.headers['content-encoding']).toBeUndefined();
  expect(brotliDecompressSync(body)).toEqual(plain.body);
  expect(gunzipSync(zipped.body)).toEqual(plain.body);
  expect(Math.max(body.length, zipped.body.length)).toBeLessThan(40_000);
  // The policy of the pages forbids these.
  expect(plain.body.toString()).not.toMatch(/\beval\(|new Function\b/);
});

test('is not sent again to a browser that has it, in the encoding that it has', async () => {
  const first = await ask(address, { 'Accept-Encoding': 'br' });
  const tag = String(first.headers.etag);
  const again = await ask(address, { 'Accept-Encoding': 'br', 'If-None-Match': tag });
  expect([again.status, again.body.length]).toEqual([304, 0]);
  expect((await ask(address, { 'Accept-Encoding': 'gzip', 'If-None-Match': tag })).status).toBe(200);
});

test('another version is answered with this one, which is then not kept', async () => {
  const { status, headers } = await ask('pages-abcdefghijkl.js');
  expect([status, headers['cache-control'], headers.etag]).toEqual([200, 'no-store', undefined]);
});

test('is found from pages in folders, and nothing else on a page runs', async () => {
  const { text } = await pages.visit(`/password/reset/${'a'.repeat(40)}`);
  expect(text).not.toContain('<script');
  const page = await pages.visit(linkTo(await world.ticket()));
  expect(page.text.match(/<script/g)).toHaveLength(1);
  expect(page.text.replace(/"[^"]*"/g, '')).not.toMatch(/<[^>]* on\w+=/);
  expect(page.headers.get('content-security-policy')).toContain("script-src 'self';");
});
