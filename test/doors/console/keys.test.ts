import { brotliDecompressSync } from 'node:zlib';
import { KEY_COMMANDS } from '../../../src/pages/console/keys';
import { consoleTexts } from '../../../src/pages/console/texts';
import { agentWith, type ConsoleBrowser, consoleBrowser } from '../../support/console-browser';
import { askRaw } from '../../support/raw-answer';
import { useWorld } from '../../support/world';

const world = useWorld();

let browser: ConsoleBrowser;

beforeAll(async () => {
  await agentWith(world, 'jo', 'correct horse battery');
  browser = await consoleBrowser(world, 'jo', 'correct horse battery');
});

test('the page of keys lists every key without a script', async () => {
  const { status, text } = await browser.open('/admin/keys');
  expect(status).toBe(200);
  const rows = Array.from(text.matchAll(/<tr data-command="([^"]+)" data-group="\w+"><th scope="row">([^<]+)</g));
  const { commands }: { commands: Record<string, string> } = consoleTexts('en').keys;
  expect(rows.map(([, name, words]) => [name, words])).toEqual(KEY_COMMANDS.map(({ name }) => [name, commands[name]]));
  // The switch does nothing without a script, so it is not shown.
  expect(text).toContain('<keys-switch hidden>');
});

test('the number of a ticket leads to it, and another one to a search', async () => {
  const { id, tid } = await world.ticket();
  await browser.open(`/admin/tickets/number/${tid}`);
  expect(browser.shown.path).toBe(`/admin/tickets/${id}`);
  await browser.open('/admin/tickets/number/999999999');
  expect(browser.shown.path).toBe('/admin/?q=999999999');
});

test('every page tells the script its texts, in the language of the page', async () => {
  const { text } = await browser.open('/admin/keys?language=ar');
  expect(text).toContain(`palette="${consoleTexts('ar').keys.palette}"`);
  expect(text).toContain('number="../admin/tickets/number/"');
});

test('the script has at most 40 KB compressed, and nothing that the policy forbids', async () => {
  const { text, headers } = await browser.open('/admin/');
  const [, address] = /<script src="\.\.(\/admin\/console-[\w-]+\.js)"/.exec(text) ?? [];
  const [packed, zipped] = await Promise.all(
    ['br', 'gzip'].map((encoding) => askRaw(`${world.url}${address}`, { 'Accept-Encoding': encoding })),
  );
  expect([packed?.headers['content-encoding'], zipped?.headers['content-encoding']]).toEqual(['br', 'gzip']);
  expect(Math.max(packed?.body.length ?? 0, zipped?.body.length ?? 0)).toBeLessThan(40_000);
  expect(brotliDecompressSync(packed?.body ?? '').toString()).not.toMatch(/\beval\(|new Function\b/);
  expect(headers.get('content-security-policy')).toContain("script-src 'self';");
});

test('pages in every folder track the same, or each step between them would load everything anew', async () => {
  const { id } = await world.ticket();
  const tracked: unknown[] = [];
  for (const path of ['/admin/', '/admin/keys', `/admin/tickets/${id}`]) {
    const { status, text } = await browser.open(path);
    expect(status).toBe(200);
    tracked.push(text.match(/<[^>]* data-turbo-track="reload"[^>]*>/g));
  }
  expect(tracked).toEqual([[expect.stringContaining('.css')], tracked[0], tracked[0]]);
});
