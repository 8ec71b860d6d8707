import { randomInt } from 'node:crypto';
import { Agent, request } from 'node:http';
import { eventually } from '../support/eventually';
import { callServer, guestTicket, type ServerProcess, startServerProcess } from '../support/server-process';
import { temporaryFolder } from '../support/temporary-folder';
import { croppedWelch } from '../support/welch';

const REQUESTS = 10_000;
/** Each is tried less than twenty times, and each time from another address: nothing is throttled. */
const TICKETS = 400;
/** Beyond that, two samples hardly ever differ by chance. */
const MOST_T = 4.5;

let server: ServerProcess;
const agent = new Agent({ keepAlive: true, maxSockets: 1 });

beforeAll(async () => {
  server = await startServerProcess(temporaryFolder(), {
    HATCHDESK_TRUSTED_PROXIES: '127.0.0.0/8',
    HATCHDESK_METRICS_PORT: '0',
  });
}, 60_000);

afterAll(async () => {
  agent.destroy();
  server?.child.kill('SIGTERM');
  await server?.ended;
});

/** Sends a wrong code. @returns how long the answer took, in milliseconds */
function guess(number: string, address: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const { port } = new URL(server.url);
    const path = `/viewticket.php?tid=${number}&c=wrongOne`;
    const started = performance.now();
    request({ port, host: '127.0.0.1', path, agent, headers: { 'X-Forwarded-For': address } }, (response) => {
      response.resume().on('end', () => {
        const took = performance.now() - started;
        if (response.statusCode === 404) resolve(took);
        else reject(new Error(`${number} from ${address}: ${response.statusCode}`));
      });
    })
      .on('error', reject)
      .end();
  });
}

/** Sends requests with a code in every place, also broken ones, and reads all that the server wrote meanwhile. */
test('no log and no metric has the code, whatever goes wrong', async () => {
  const opened = await callServer(server.url, guestTicket('Secret'));
  const [tid, c] = [String(opened?.answer.tid), String(opened?.answer.c)];
  const paths = [
    ...[
      `/viewticket.php?tid=${tid}&c=${c}`,
      `/viewticket.php?tid=${tid}&c=${c}x`,
      `/viewticket.php/?tid=${tid}&c=${c}`,
    ],
    ...[
      `/ticket/${tid}/${c}`,
      `/ticket/${tid}/${c}/`,
      `/ticket/${tid}/${c}/x`,
      `/TICKET/${tid}/${c}`,
      `/ticket/%zz/${c}`,
    ],
    ...[`/x/ticket/${tid}/${c}`, `//ticket//${tid}//${c}`, `/ticketfile.php?tid=${tid}&c=${c}&file=999`],
  ];
  const sent = { tid, c, task: 'reply', key: '', message: ' ' };
  for (const path of paths) {
    for (const init of [
      { headers: { Referer: `${server.url}${path}`, 'User-Agent': 'test' } },
      { method: 'POST', body: new URLSearchParams(sent) },
      { method: 'POST', body: JSON.stringify(sent).slice(0, -1), headers: { 'Content-Type': 'application/json' } },
      { method: 'DELETE' },
    ]) {
      const { headers } = await fetch(server.url + path, { redirect: 'manual', ...init });
      if (headers.get('content-type')?.startsWith('text/html')) {
        expect([path, headers.get('referrer-policy')]).toEqual([path, 'no-referrer']);
      }
      expect([path, headers.get('cache-control')]).toEqual([path, 'no-store']);
      expect(headers.get('etag') ?? headers.get('last-modified')).toBeNull();
    }
  }
  await eventually(() => server.lines.filter((line) => line.includes('"method"')).length >= 4 * paths.length);
  const metrics = await (await fetch(`${metricsAddress()}/metrics`)).text();
  expect(metrics).toContain('hatchdesk_');
  for (const written of [...server.lines, metrics]) expect(written).not.toContain(c);
}, 60_000);

/** Where the server says that its metrics are. */
function metricsAddress(): string {
  const line = server.lines.find((one) => one.includes('"listening"')) ?? '{}';
  return new URL((JSON.parse(line) as { metrics: string }).metrics).origin;
}

/** Ten thousand requests one after the other, which takes a minute. */
test('the time of an answer does not tell whether there is a ticket of that number', async () => {
  const known: string[] = [];
  for (let count = 0; count < TICKETS; count++) {
    const opened = await callServer(server.url, guestTicket(`Ticket ${count}`));
    known.push(String(opened?.answer.tid));
  }
  const unknown = new Set<string>();
  while (unknown.size < TICKETS) {
    const number = String(randomInt(100_000, 1_000_000));
    if (!known.includes(number)) unknown.add(number);
  }
  const numbers = { known, unknown: [...unknown] };
  const times: Record<keyof typeof numbers, number[]> = { known: [], unknown: [] };
  for (let count = -500; count < REQUESTS; count++) {
    const kind = randomInt(2) === 0 ? 'known' : 'unknown';
    const number = numbers[kind][randomInt(TICKETS)] ?? '';
    const address = `10.${(count >> 16) & 255}.${(count >> 8) & 255}.${count & 255}`;
    const took = await guess(number, address);
    // The first ones warm the server up.
    if (count >= 0) times[kind].push(took);
  }
  const found = croppedWelch(times.known, times.unknown);
  process.stdout.write(`Welch's t by the part of the fastest answers: ${JSON.stringify(found)}\n`);
  expect(Object.values(found).filter((t) => Math.abs(t) >= MOST_T)).toEqual([]);
}, 600_000);
