import { Agent, request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { eventually } from '../support/eventually';
import {
  CREDENTIALS,
  callServer,
  guestTicket,
  type ServerProcess,
  startServerProcess,
} from '../support/server-process';
import { temporaryFolder } from '../support/temporary-folder';
import { answerJson, answerRaw, UpstreamStub } from '../support/upstream-stub';

// Live, because it measures a server in a process of its own, once for each way in which an old desk fails.

const stub = new UpstreamStub();
let server: ServerProcess;
let isForwarding = false;
let forwarding: Promise<void>[] = [];

const agent = new Agent({ keepAlive: true });

/** Makes a call over a kept connection. @returns the status and the milliseconds it took */
const post = (url: string, fields: Record<string, string>): Promise<{ status: number; milliseconds: number }> =>
  new Promise((resolve, reject) => {
    const began = performance.now();
    const headers = { 'Content-Type': 'application/x-www-form-urlencoded' };
    const sent = request(url, { method: 'POST', agent, headers }, (answer) => {
      answer.resume();
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, milliseconds: performance.now() - began }));
    });
    sent.on('error', reject);
    sent.end(new URLSearchParams({ ...CREDENTIALS, responsetype: 'json', ...fields }).toString());
  });

beforeAll(async () => {
  await stub.start();
  server = await startServerProcess(temporaryFolder(), {
    HATCHDESK_UPSTREAM: stub.url,
    HATCHDESK_UPSTREAM_IDENTIFIER: 'ours',
    HATCHDESK_UPSTREAM_SECRET: 'its-secret',
    HATCHDESK_UPSTREAM_TIMEOUT_MS: '4000',
  });
  await callServer(server.url, { action: 'AddRole', name: 'Both', actions: '*,upstream:*' });
  await callServer(server.url, { action: 'UpdateCredential', credentialid: '1', roles: 'Both' });
});

afterAll(async () => {
  server.child.kill('SIGTERM');
  await server.ended;
  await stub.stop();
});

/** Keeps forty calls on their way to the old desk, by the same credential. */
function beginForwarding(): void {
  isForwarding = true;
  forwarding = Array.from({ length: 40 }, async () => {
    while (isForwarding) {
      const answer = await post(`${server.url}/includes/api.php`, { action: 'CreateInvoice' }).catch(() => undefined);
      // What is refused at once must not keep the machine busy.
      if (answer?.status === 502) await pause(500);
    }
  });
}

async function endForwarding(): Promise<void> {
  isForwarding = false;
  await Promise.all(forwarding);
}

/** Opens tickets one after the other. @returns the milliseconds of half of them, and of 95 in a hundred, at most */
async function openTickets(count: number): Promise<{ p50: number; p95: number }> {
  const took: number[] = [];
  for (let n = 0; n < count; n += 1) {
    const { status, milliseconds } = await post(`${server.url}/includes/api.php`, guestTicket(`Ticket ${n}`));
    expect(status).toBe(200);
    took.push(milliseconds);
  }
  took.sort((one, other) => one - other);
  return { p50: took[Math.floor(count * 0.5)] ?? 0, p95: took[Math.floor(count * 0.95)] ?? 0 };
}

type Failing = [way: string, respond: UpstreamStub['respond']];

test.each<Failing>([
  ['hangs', () => {}],
  ['is slow', async (_call, res) => void setTimeout(() => answerJson(res, { result: 'success' }), 3_000)],
  [
    'drips',
    (_call, res) => {
      res.writeHead(200);
      const timer = setInterval(() => res.write('x'), 100);
      res.on('close', () => clearInterval(timer));
    },
  ],
  ['answers nonsense', (_call, res) => answerRaw(res, 'SSH-2.0-OpenSSH\r\n')],
  ['hangs up', (_call, res) => answerRaw(res, '')],
])('tickets are opened as fast as ever while the old desk %s', async (_way, respond) => {
  stub.respond = respond;
  const before = stub.calls.length;
  beginForwarding();
  await eventually(() => stub.calls.length > before + 5);
  const beside = await openTickets(100);
  // On a quiet machine, they are a few milliseconds. A ticket that waited for the old desk would take three seconds.
  expect(beside.p50).toBeLessThan(1_000);
  expect(beside.p95).toBeLessThan(2_000);
  stub.respond = (_call, res) => answerJson(res, { result: 'success' });
  await endForwarding();
  // The next one begins when the old desk is asked again.
  await eventually(
    async () => (await post(`${server.url}/includes/api.php`, { action: 'GetProducts' })).status === 200,
  );
});

test('tickets are opened while nobody is there', async () => {
  const port = Number(new URL(stub.url).port);
  await stub.stop();
  beginForwarding();
  const { p95 } = await openTickets(100);
  expect(p95).toBeLessThan(2_000);
  await endForwarding();
  await stub.start(port);
  await eventually(
    async () => (await post(`${server.url}/includes/api.php`, { action: 'GetProducts' })).status === 200,
  );
});

test('forwarding takes little time of its own', async () => {
  stub.respond = (_call, res) => answerJson(res, { result: 'success', products: Array(20).fill('x'.repeat(60)) });
  const [direct, forwarded]: [number[], number[]] = [[], []];
  for (let n = 0; n < 500; n += 1) {
    direct.push((await post(stub.url, { action: 'GetProducts' })).milliseconds);
    forwarded.push((await post(`${server.url}/includes/api.php`, { action: 'GetProducts' })).milliseconds);
  }
  const half = (took: number[]): number => took.sort((one, other) => one - other)[250] ?? 0;
  // On a quiet machine, it adds less than a millisecond. Twenty is what a busy one may take.
  expect(half(forwarded) - half(direct)).toBeLessThan(20);
});
