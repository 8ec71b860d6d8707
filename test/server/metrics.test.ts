import { readdirSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { join } from 'node:path';
import pino from 'pino';
import type { Config } from '../../src/config';
import { type RunningServer, startServer } from '../../src/server/server';
import { cpuTimeOfAll } from '../support/cpu-time';
import { eventually } from '../support/eventually';
import { readMetrics, type Sample } from '../support/exposition';
import { sendRaw } from '../support/raw-http';
import { ROOT, read } from '../support/samples';
import { useWorld } from '../support/world';

const world = useWorld((config) => {
  config.metrics = { host: '127.0.0.1', port: 0 };
});

const servers: RunningServer[] = [];
afterAll(() => Promise.all(servers.map((server) => server.stop('at once'))));

/** Starts a server of its own on the world's desk. */
async function serve(change: Partial<Config> = {}): Promise<RunningServer> {
  const server = await startServer(
    { ...world.desk, config: { ...world.desk.config, ...change } },
    pino({ level: 'silent' }),
  );
  servers.push(server);
  return server;
}

async function scrape(url = world.metricsUrl): Promise<Sample[]> {
  return readMetrics(await (await fetch(url!)).text());
}

const seriesValue = (samples: Sample[], name: string, labels: Record<string, string> = {}): number | undefined =>
  samples.find(
    (sample) =>
      sample.name === name && Object.entries(labels).every(([label, value]) => sample.labels[label] === value),
  )?.value;

/** A call is counted when its connection has closed the answer, which can be a moment after the caller has it. */
const counted = (labels: Record<string, string>, count: number): Promise<boolean> =>
  eventually(async () => seriesValue(await scrape(), 'hatchdesk_calls_total', labels) === count);

beforeAll(() => world.serve());

test('docs/PRODUCTION.md describes every metric, and no other', async () => {
  const page = read('docs/PRODUCTION.md');
  const [, table = ''] = page.split('| metric | meaning |');
  const cells = Array.from((table.split('\n\n')[0] ?? '').matchAll(/^\| (.*?) \|/gm), ([, cell]) => cell!);
  const described = cells.flatMap((cell) => Array.from(cell.matchAll(/`(\w+)`/g), ([, name]) => name!));
  const text = await (await fetch(world.metricsUrl!)).text();
  expect(described.sort()).toEqual(Array.from(text.matchAll(/^# TYPE (\w+)/gm), ([, name]) => name!).sort());
});

test('docs/PRODUCTION.md explains every log line', () => {
  const page = read('docs/PRODUCTION.md');
  const lines = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .flatMap((file) => {
      const calls = /\blog\.(?:info|warn|error|fatal)\([^;]*?'([^'\n]+)',?\s*\)/g;
      return Array.from(read(join('src', file)).matchAll(calls), ([, text]) => text!);
    });
  expect(lines.length).toBeGreaterThan(10);
  expect(lines.filter((text) => !page.includes(`| \`${text}\` |`))).toEqual([]);
});

test('there are no metrics unless a port is set', async () => {
  const server = await serve({ metrics: undefined });
  expect(server.metricsUrl).toBeUndefined();
  expect((await fetch(`${server.url}/metrics`)).status).toBe(404);
});

test('calls count by action and result', async () => {
  const { identifier } = await world.credential(['GetTickets']);
  await world.post({ action: 'getsupportstatuses' });
  await world.post({ action: 'GetSupportStatuses' });
  await world.post({ action: 'GetTicket', ticketid: '99999' });
  await world.post({ action: 'OpenTicket' });
  await world.post({ action: 'NoSuchAction' });
  await world.post({ action: 'Nor<This>"\n' });
  await world.post({ action: 'GetTickets', identifier, secret: 'wrong' });
  await world.post({});
  await world.send('/nothing');
  await sendRaw(world, 'GET', '/api.php\u0001').catch(() => {});
  await counted({ action: 'GetSupportStatuses', result: 'success' }, 2);
  await counted({ action: 'GetTicket', result: 'not_found' }, 1);
  await counted({ action: 'OpenTicket', result: 'invalid' }, 1);
  await counted({ action: 'unknown', result: 'unknown_action' }, 2);
  await counted({ action: 'none', result: 'unauthenticated' }, 1);
  await counted({ action: 'none', result: 'no_action' }, 1);
  await counted({ action: 'none', result: 'not_found' }, 1);
  await counted({ action: 'none', result: 'malformed' }, 1);
  const samples = await scrape();
  expect(seriesValue(samples, 'hatchdesk_results_total', { result: 'success' })).toBe(2);
  expect(seriesValue(samples, 'hatchdesk_results_total', { result: 'internal' })).toBe(0);
  expect(seriesValue(samples, 'hatchdesk_call_seconds_count', { access: 'read' })).toBe(3);
  expect(seriesValue(samples, 'hatchdesk_call_seconds_count', { access: 'write' })).toBe(1);
});

test('probes do not count', async () => {
  const all = async () => seriesValue(await scrape(), 'hatchdesk_call_seconds_count', { access: 'none' });
  const before = await all();
  await world.send('/healthz');
  await world.send('/readyz');
  await world.send('/nothing');
  await eventually(async () => (await all()) !== before);
  expect(await all()).toBe(before! + 1);
});

test('whatever callers send, there are at most 300 series, read in no time', async () => {
  const names = world.desk.registry.all().map(({ name }) => name);
  const paths = ['/api.php', '/includes/api.php/', '/api/v2/', '/api/v2/keliweb/', '/oauth/', '/tickets/', '/invite/'];
  // The pool is small, so that more at once would only wait.
  for (const name of names) {
    await Promise.all([
      world.post({ action: name }),
      world.post({ action: name, ticketid: '1', clientid: 'x', id: '-1', deptid: 'none' }),
      world.post({ action: `${name}x` }),
      world.post({ action: name, secret: 'wrong' }),
      ...paths.map((path) => world.send(path + encodeURIComponent(name), { method: 'PUT' })),
    ]);
  }
  const samples = await scrape();
  expect(samples.length).toBeGreaterThan(200);
  expect(samples.length).toBeLessThanOrEqual(300);
  const actions = new Set(samples.flatMap(({ labels }) => labels.action ?? []));
  expect(actions).toContain('other');
  expect([...actions].filter((action) => !names.includes(action)).sort()).toEqual(['none', 'other', 'unknown']);

  const readAll = async () => {
    for (let count = 0; count < 100; count++) await (await fetch(world.metricsUrl!)).text();
  };
  // On a quiet machine, it is 2 ms with the client's part, and it must not depend on how much there is to count.
  expect((await cpuTimeOfAll(readAll)) / 100).toBeLessThan(25);
});

test('scrapes do not wait for the database', async () => {
  const server = await serve();
  await scrape(server.metricsUrl);
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  const held = Array.from({ length: 4 }, () =>
    world.desk.database.transaction('read', async (db) => {
      await db.query('select 1');
      await released;
    }),
  );
  const samples = await eventually(async () => {
    const scraped = await scrape(server.metricsUrl);
    return seriesValue(scraped, 'hatchdesk_queue_turns_free') === 0 ? scraped : undefined;
  });
  expect(seriesValue(samples, 'hatchdesk_queue_turns')).toBe(4);
  expect(seriesValue(samples, 'hatchdesk_pool_connections')).toBeLessThanOrEqual(4);
  release();
  await Promise.all(held);
});

test('bans and the outbox are counted in the database', async () => {
  const numberOf = async (what: string) =>
    (await world.rows<{ count: number }>(`select count(*) from ${what}`))[0]!.count;
  await world.ticket();
  const events = await numberOf('outbox');
  world.now = new Date(world.now.getTime() + 90_000);
  await world.done('AddBannedIp', { ip: '192.0.2.1', reason: 'test', days: 1 });
  await world.change(
    `insert into banned_ips (network, reason, expires_at, created_at) values ('192.0.2.2/32', 'over', $1, $1)`,
    [new Date(0)],
  );
  const { metricsUrl } = await serve();
  await eventually(async () => seriesValue(await scrape(metricsUrl), 'hatchdesk_outbox_events') === events);
  const samples = await scrape(metricsUrl);
  // Other tests have called so often that their address is banned, too.
  const banned = await numberOf(`call_counts where starts_with(key, 'ban ')`);
  expect(seriesValue(samples, 'hatchdesk_bans')).toBe(1 + banned);
  expect(seriesValue(samples, 'hatchdesk_outbox_oldest_seconds')).toBeGreaterThanOrEqual(90);
  expect(seriesValue(samples, 'hatchdesk_ready')).toBe(1);
});

test('mail that is only kept is counted, and what waits for a disabled webhook is not', async () => {
  const { webhookid } = await world.done('AddWebhook', { url: 'https://hooks.example.com/', enabled: false });
  await world.change(
    `insert into deliveries (listener, event, due_at, created_at)
     select listener, 'TicketOpen', 'infinity', $2::timestamptz - interval '2 hours'
     from unnest(array['webhook ' || $1::int, 'nobody']) listener`,
    [webhookid, world.now],
  );
  await world.change(
    `insert into emails (recipients, subject, body, status, due_at, created_at, updated_at)
     values ('[]', 'Lamp', '', 'deferred', 'infinity', $1::timestamptz - interval '2 hours', $1)`,
    [world.now],
  );
  const { metricsUrl } = await serve();
  await eventually(
    async () => seriesValue(await scrape(metricsUrl), 'hatchdesk_mails_pending', { state: 'deferred' }) === 1,
  );
  const samples = await scrape(metricsUrl);
  expect(seriesValue(samples, 'hatchdesk_mails_oldest_seconds', { state: 'waiting' })).toBe(0);
  // Without a mail server, nothing is late.
  expect(seriesValue(samples, 'hatchdesk_mails_oldest_seconds', { state: 'deferred' })).toBe(0);
  expect(seriesValue(samples, 'hatchdesk_deliveries_pending', { listener: 'nobody' })).toBe(1);
  expect(seriesValue(samples, 'hatchdesk_deliveries_pending', { listener: `webhook ${webhookid}` })).toBeUndefined();
  await world.change('delete from deliveries');
  await world.change('delete from emails');
});

test('a large outbox costs no more', async () => {
  await world.change(`insert into outbox (event, payload) select 'TicketOpen', '{}' from generate_series(1, 12000)`);
  const { metricsUrl } = await serve();
  const [{ count } = { count: 0 }] = await world.rows<{ count: number }>(
    'select max(id) - min(id) + 1 as count from outbox',
  );
  expect(count).toBeGreaterThan(12_000);
  await eventually(async () => seriesValue(await scrape(metricsUrl), 'hatchdesk_outbox_events') === count);
  await world.change('delete from outbox');
  const emptied = await serve();
  await eventually(async () => seriesValue(await scrape(emptied.metricsUrl), 'hatchdesk_outbox_events') === 0);
  expect(seriesValue(await scrape(emptied.metricsUrl), 'hatchdesk_outbox_oldest_seconds')).toBe(0);
});

test('two servers of one process count for themselves', async () => {
  const [one, other] = [await serve(), await serve()];
  await fetch(`${one.url}/nothing`);
  const labels = { action: 'none', result: 'not_found' };
  await eventually(async () => seriesValue(await scrape(one.metricsUrl), 'hatchdesk_calls_total', labels) === 1);
  expect(seriesValue(await scrape(other.metricsUrl), 'hatchdesk_calls_total', labels)).toBeUndefined();
});

test.each<[string, RequestInit, number, string]>([
  ['/metrics', {}, 200, 'hatchdesk_info{version='],
  ['/metrics?name=a', {}, 200, 'hatchdesk_info{version='],
  ['/metrics', { method: 'HEAD' }, 200, ''],
  ['/metrics', { method: 'POST', body: 'x' }, 405, 'Only GET is answered\n'],
  ['/', {}, 404, 'The metrics are at /metrics\n'],
  ['/metrics/', {}, 404, 'The metrics are at /metrics\n'],
  ['/includes/api.php', { method: 'POST' }, 404, 'The metrics are at /metrics\n'],
])('the port of the metrics: %s %j', async (path, init, status, text) => {
  const answer = await fetch(new URL(path, world.metricsUrl), init);
  expect(answer.status).toBe(status);
  expect(answer.headers.get('content-type')).toMatch(/^text\/plain; /);
  expect(await answer.text()).toContain(text);
});

test('a port or host that is not available is named with its variable', async () => {
  const taken = createServer();
  await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
  const { port } = taken.address() as AddressInfo;
  await expect(serve({ metrics: { host: '127.0.0.1', port } })).rejects.toThrow(
    `Port ${port} of 127.0.0.1 is in use: set HATCHDESK_METRICS_PORT to another, or to 0 for a free one`,
  );
  await expect(serve({ metrics: { host: '192.0.2.1', port: 0 } })).rejects.toThrow(
    'This machine has no address 192.0.2.1: set HATCHDESK_METRICS_HOST to one that it has',
  );
  // If the port for calls is not available, nothing stays behind on the other.
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const free = (other.address() as AddressInfo).port;
  await new Promise((resolve) => other.close(resolve));
  await expect(serve({ port, metrics: { host: '127.0.0.1', port: free } })).rejects.toThrow('set PORT to another');
  await new Promise<void>((resolve, reject) => {
    other.once('error', reject);
    other.listen(free, '127.0.0.1', resolve);
  });
  for (const server of [taken, other]) await new Promise((resolve) => server.close(resolve));
});
