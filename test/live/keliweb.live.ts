import { existsSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { delimiter, join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { loadDemoData } from '../../src/cli/demo-data';
import { asClient } from '../support/doors';
import { eventually } from '../support/eventually';
import { PATIENCE_MS } from '../support/patience';
import { runPhp } from '../support/php';
import { contentOf } from '../support/refusals';
import { useWorld } from '../support/world';

/**
 * The published samples of the reseller API, run where they belong: in PHP with curl, and in a browser on a page of
 * another origin. They are as published, except for what was lost or garbled: brackets, and the names of three curl
 * options.
 */
const world = useWorld();

beforeAll(() => world.serve());
const SAMPLE_HOST = 'https://apiv2.example';
const SAMPLE_TOKEN = 'ACCESS_TOKEN';
const PREFIX = '/api/v2/keliweb';

let token: string;

beforeAll(async () => {
  await loadDemoData(world.desk, () => {});
  token = (await asClient(world, 1)).Authorization!.replace('Bearer ', '');
});

const fixture = (...path: string[]): string => readFileSync(join(__dirname, '..', 'fixtures', 'live', ...path), 'utf8');

function sample(name: string, bearer = token): string {
  let script = fixture(name);
  for (const [placeholder, value] of [
    [SAMPLE_HOST, world.url],
    [SAMPLE_TOKEN, bearer],
  ] as const) {
    expect(script.split(placeholder)).toHaveLength(2);
    script = script.replace(placeholder, value);
  }
  return script;
}

const BEARER_HEADERS = /"Content-Type: multipart\/form-data",\s*/;

/** The sample lost the lines around its fields, so there are two ways to read it, each with and without the header. */
const WAYS: [string, (script: string) => string][] = [
  ['a query under a bare multipart header', (script) => script],
  ['an array under a bare multipart header', (script) => script.replace('http_build_query(', '(')],
  ['an array', (script) => script.replace('http_build_query(', '(').replace(BEARER_HEADERS, '')],
  ['a query', (script) => script.replace(BEARER_HEADERS, '')],
];

interface Opened {
  result: string;
  id: string;
  tid: string;
  c: string;
}

const OPENED = {
  result: 'success',
  id: expect.stringMatching(/^[1-9]\d*$/),
  tid: expect.stringMatching(/^[1-9]\d{5}$/),
  c: expect.stringMatching(/^[A-Za-z0-9]{8}$/),
};

const REFUSED = { result: 'error', message: 'Unauthenticated.' };

const getTicket = (ticketid: unknown) => world.done('GetTicket', { ticketid });
const lastReply = async (ticketid: number) =>
  ((await getTicket(ticketid)) as unknown as { replies: { reply: Record<string, unknown>[] } }).replies.reply.at(-1)!;

async function expectOpened(answer: unknown, attachments: unknown): Promise<void> {
  expect(answer).toEqual(OPENED);
  expect(Object.keys(answer as Opened)).toEqual(['result', 'id', 'tid', 'c']);
  const { id, tid, c } = answer as Opened;
  expect(await getTicket(id)).toMatchObject({
    tid,
    c,
    deptid: 1,
    userid: 1,
    subject: 'This is a sample ticket',
    status: 'Open',
    priority: 'Medium',
    replies: { reply: [{ message: 'This is a **sample** ticket message', attachments }] },
  });
  const formats = await world.rows('select format from messages where ticket_id = $1', [Number(id)]);
  expect(formats).toEqual([{ format: 'markdown' }]);
}

const SAMPLE_FILE = [{ filename: 'sample_text_file.txt', index: 0 }];

describe('PHP with curl', () => {
  test.each(WAYS)('open-ticket: %s', async (_way, change) => {
    const script = change(sample('keliweb-open-ticket.php'));
    const answer = await runPhp(script);
    await expectOpened(answer, SAMPLE_FILE);
    const { id } = answer as Opened;
    const { data } = await world.done('GetTicketAttachment', { relatedid: id, type: 'ticket', index: 0 });
    expect(Buffer.from(String(data), 'base64').toString()).toBe('This is a sample text file contents');
  });

  test.each(WAYS)('add-ticket-reply: %s', async (_way, change) => {
    const before = await world.counts();
    await world.done('UpdateTicket', { ticketid: 1, status: 'Answered', customfields: { 1: 'Elsewhere' } });
    const answer = await runPhp(change(sample('keliweb-add-ticket-reply.php')));
    expect(answer).toEqual({ result: 'success' });
    expect((await world.counts()).messages).toBe(before.messages! + 1);
    expect(await getTicket(1)).toMatchObject({
      status: 'Customer-Reply',
      customfields: { customfield: [{ id: 1, value: 'Google' }] },
    });
    expect(await lastReply(1)).toMatchObject({
      userid: 1,
      name: 'John Doe',
      message: 'This is a sample ticket reply',
      attachments: SAMPLE_FILE,
      admin: '',
    });
  });

  test('the sample’s own token is refused in JSON', async () => {
    const content = await contentOf(world);
    expect(await runPhp(sample('keliweb-open-ticket.php', 'eyJ0eXAiOiJKV1Qi-3EHc'))).toEqual(REFUSED);
    expect(await contentOf(world)).toEqual(content);
  });
});

describe('jQuery in a browser, on a page of another origin', () => {
  let browser: Browser;
  let pages: Server;
  let origin: string;
  let script = '';

  beforeAll(async () => {
    const jquery = readFileSync(join(__dirname, '..', '..', 'node_modules', 'jquery', 'dist', 'jquery.min.js'));
    pages = createServer((req, res) => {
      const isScript = req.url === '/jquery.js';
      res.setHeader('Content-Type', isScript ? 'text/javascript' : 'text/html; charset=utf-8');
      res.end(isScript ? jquery : pageWith(script));
    });
    await new Promise<void>((resolve) => pages.listen(0, '127.0.0.1', resolve));
    origin = `http://127.0.0.1:${(pages.address() as AddressInfo).port}`;
    browser = await chromium.launch({ executablePath: findChromium(), args: QUIET });
  });

  afterAll(async () => {
    await browser?.close();
    await new Promise((resolve) => pages.close(resolve));
  });

  /** Opens a page that runs the script, and gives what its done() logs, or what went wrong as the page sees it. */
  async function run(text: string): Promise<{ done?: unknown; failed?: unknown; requests: string[] }> {
    script = text;
    const seen = world.log.length;
    const page = await browser.newPage();
    try {
      const complaints: string[] = [];
      page.on('pageerror', (error) => complaints.push(error.message));
      const logged = page.waitForEvent('console', {
        predicate: (message) => message.type() === 'log' || message.text().startsWith('failed '),
        timeout: PATIENCE_MS,
      });
      await page.goto(origin);
      const text = (await logged).text();
      expect(complaints).toEqual([]);
      const requests = await eventually(() => {
        const calls = world.log.slice(seen).filter(({ msg }) => msg === 'call');
        const lines = calls.map(({ method, path, status }) => `${method} ${path} ${status}`);
        return lines.length > 1 ? lines : undefined;
      });
      return text.startsWith('failed ')
        ? { failed: JSON.parse(text.slice('failed '.length)), requests }
        : { done: JSON.parse(text), requests };
    } finally {
      await page.close();
    }
  }

  test('open-ticket', async () => {
    const { done, requests } = await run(sample('keliweb-open-ticket.js'));
    expect(requests).toEqual([`OPTIONS ${PREFIX}/open-ticket 204`, `POST ${PREFIX}/open-ticket 200`]);
    await expectOpened(done, []);
  });

  test('add-ticket-reply', async () => {
    const { done, requests } = await run(sample('keliweb-add-ticket-reply.js'));
    expect(requests).toEqual([`OPTIONS ${PREFIX}/add-ticket-reply 204`, `POST ${PREFIX}/add-ticket-reply 200`]);
    expect(done).toEqual({ result: 'success' });
    expect(await lastReply(1)).toMatchObject({
      userid: 1,
      message: 'This is a sample ticket reply',
      attachments: [],
      admin: '',
    });
    const [last] = await world.rows('select format from messages where ticket_id = 1 order by id desc limit 1');
    expect(last).toEqual({ format: 'markdown' });
  });

  test("the page can read refusals: business refusals in done(), a token's with its status", async () => {
    const content = await contentOf(world);
    const { done } = await run(sample('keliweb-open-ticket.js').replace('"deptid", "1"', '"deptid", "999"'));
    expect(done).toEqual({ result: 'error', message: 'Department ID not found' });
    const { failed, requests } = await run(sample('keliweb-open-ticket.js', 'eyJ0eXAiOiJKV1Qi-3EHc'));
    expect(requests.at(-1)).toBe(`POST ${PREFIX}/open-ticket 401`);
    expect(failed).toEqual({ status: 401, challenge: 'Bearer', answer: REFUSED });
    expect(await contentOf(world)).toEqual(content);
  });
});

/** The sample says nothing of what its author does when a call fails, so the page around it does. */
const pageWith = (script: string): string => `<!doctype html><title>A shop</title>
<script src="/jquery.js"></script>
<script>
$(document).on('ajaxError', function (event, xhr) {
  var challenge = xhr.getResponseHeader('WWW-Authenticate');
  var answer = xhr.responseText ? JSON.parse(xhr.responseText) : null;
  console.log('failed ' + JSON.stringify({ status: xhr.status, challenge: challenge, answer: answer }));
});
</script>
<script>
${script}
</script>`;

/** Leaves out the browser's own traffic. */
const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

function findChromium(): string {
  const folders = ['/usr/bin', ...(process.env.PATH ?? '').split(delimiter)];
  const names = ['chromium', 'chromium-browser', 'google-chrome'];
  const places = folders.flatMap((folder) => names.map((name) => join(folder, name)));
  const found = process.env.CHROMIUM || places.find((place) => existsSync(place));
  if (found === undefined)
    throw new Error('The browser test needs Chromium: install it, or say in CHROMIUM where it is');
  return found;
}
