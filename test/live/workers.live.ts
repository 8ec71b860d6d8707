/** Lives here because it starts several servers and kills them, which takes a quarter of a minute. */
import { randomUUID } from 'node:crypto';
import { eventually } from '../support/eventually';
import { readMetrics } from '../support/exposition';
import { callWhileEnding } from '../support/kept-connections';
import { kill } from '../support/left-processes';
import {
  callAnew,
  callServer,
  commandOf,
  guestTicket,
  PROGRAM,
  type ServerProcess,
  startServerProcess,
  workersOf,
} from '../support/server-process';
import { removeFolder, temporaryFolder } from '../support/temporary-folder';

const folder = temporaryFolder();
let server: ServerProcess;

/** A proxy may name an address for each call. */
const ENVIRONMENT = { HATCHDESK_TRUSTED_PROXIES: '127.0.0.1', HATCHDESK_ALLOWED_IPS: '*', HATCHDESK_METRICS_PORT: '0' };

async function start(environment: NodeJS.ProcessEnv = {}): Promise<void> {
  server = await startServerProcess(folder, { ...ENVIRONMENT, ...environment }, [
    process.execPath,
    ...[PROGRAM, 'serve', '--workers', '2'],
  ]);
}

beforeAll(() => start());

afterAll(async () => {
  kill(server.child.pid, 'SIGKILL');
  await server.ended;
  removeFolder(folder);
});

type Reply = Awaited<ReturnType<typeof callServer>>;
type Line = { msg: string; worker?: number; action?: string; metrics?: string; pid?: number; requestId?: string };

const linesOf = (msg: string): Line[] =>
  server.lines.map((line) => JSON.parse(line) as Line).filter((line) => line.msg === msg);

/** Calls the server on a new connection, and finds out which worker answered. */
async function call(fields: Record<string, string>, headers = {}): Promise<{ reply: Reply; worker: number }> {
  const requestId = randomUUID();
  const reply = await callAnew(server.url, fields, { ...headers, 'x-request-id': requestId });
  const isOurs = (line: string): boolean => line.includes(requestId);
  const line = await eventually(() => server.lines.find(isOurs));
  return { reply, worker: (JSON.parse(line) as { worker: number }).worker };
}

const many = <T>(count: number, make: (index: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: count }, (_, index) => make(index)));

/** Repeats a call until two workers have given an answer that fits. @returns the numbers of these workers */
async function fromTwo(
  fields: Record<string, string>,
  fits: (reply: Reply) => boolean,
  headers = {},
): Promise<number[]> {
  const workers = new Set<number>();
  await eventually(async () => {
    for (const { reply, worker } of await many(8, () => call(fields, headers))) if (fits(reply)) workers.add(worker);
    return workers.size >= 2;
  });
  return [...workers];
}

const workerPids = (): number[] => workersOf(server);

test('calls reach both workers, and every log line has the number of its worker', async () => {
  const workers = await fromTwo({ action: 'GetTickets' }, (reply) => reply?.status === 200);
  expect(workers.sort()).toEqual([1, 2]);
  expect(linesOf('listening')).toMatchObject([{ workers: 2 }]);
});

test('one idempotency key, sent to both workers at the same time, opens one ticket', async () => {
  await eventually(async () => {
    const key = randomUUID();
    const answers = await many(20, () => call(guestTicket(`once ${key}`), { 'idempotency-key': key }));
    const opened = answers.filter(({ reply }) => reply?.answer.result === 'success');
    expect(new Set(opened.map(({ reply }) => reply?.answer.tid)).size).toBe(1);
    const found = await callServer(server.url, { action: 'GetTickets', subject: `once ${key}` });
    expect(found?.answer.totalresults).toBe(1);
    return new Set(answers.map(({ worker }) => worker)).size === 2;
  });
});

test('a setting and a ban that one worker made count in the other', async () => {
  const unknown = { action: 'NoSuchAction' };
  const says = (text: string) => (reply: Reply) => reply?.answer.message === text;
  // Both have the old text in their memory.
  await fromTwo(unknown, says('Command Not Found'));
  await call({ action: 'SetConfigurationValue', setting: 'UnknownActionText', value: 'Never heard of it' });
  await fromTwo(unknown, says('Never heard of it'));
  expect((await many(8, () => call(unknown))).map(({ reply }) => reply?.answer.message)).toEqual(
    Array(8).fill('Never heard of it'),
  );

  const stranger = { 'x-forwarded-for': '192.0.2.7' };
  const isRefused = (reply: Reply): boolean => reply?.status === 403;
  await fromTwo({ action: 'GetTickets' }, (reply) => reply?.status === 200, stranger);
  await call({ action: 'AddBannedIp', ip: '192.0.2.7', reason: 'guessing' });
  await fromTwo({ action: 'GetTickets' }, isRefused, stranger);
  expect((await many(8, () => call({ action: 'GetTickets' }, stranger))).every(({ reply }) => isRefused(reply))).toBe(
    true,
  );
});

test('a worker that is killed under calls is replaced, and no acknowledged ticket is lost', async () => {
  const WRITERS = 6;
  const opened: string[] = [];
  const refused: Reply[] = [];
  let dropped = 0;
  let isOver = false;
  const writers = many(WRITERS, async (writer) => {
    for (let count = 0; !isOver; count++) {
      const subject = `written ${writer}-${count}`;
      const reply = await callServer(server.url, guestTicket(subject));
      if (reply === undefined) dropped++;
      else if (reply.answer.result === 'success') opened.push(subject);
      else refused.push(reply);
    }
  });
  await eventually(() => opened.length > 30);
  const [victim] = workerPids();
  kill(victim, 'SIGKILL');
  await eventually(() => linesOf('another worker listens').length === 1);
  const before = opened.length;
  await eventually(() => opened.length > before + 30);
  isOver = true;
  await writers;

  expect(refused).toEqual([]);
  // What was running in the killed process, or sent on a connection to it whose end had not arrived.
  expect(dropped).toBeLessThanOrEqual(2 * WRITERS);
  expect(linesOf('a worker ended, so another is started')).toMatchObject([{ pid: victim, how: 'SIGKILL' }]);
  const all = await callServer(server.url, { action: 'GetTickets', limitnum: '100000' });
  const { ticket } = all!.answer.tickets as { ticket: { subject: string }[] };
  const subjects = new Set(ticket.map(({ subject }) => subject));
  expect(opened.filter((subject) => !subjects.has(subject))).toEqual([]);
  const workers = await fromTwo({ action: 'GetTickets' }, (reply) => reply?.status === 200);
  expect(workers).toContain(3);
});

test('the metrics are those of both workers, at most 300 series, and what a killed worker counted is kept', async () => {
  const { metrics } = linesOf('listening')[0]!;
  const read = async () => readMetrics(await (await fetch(metrics!)).text());
  const seriesValue = async (name: string, labels: Record<string, string> = {}): Promise<number | undefined> =>
    (await read()).find(
      (sample) => sample.name === name && Object.entries(labels).every(([key, value]) => sample.labels[key] === value),
    )?.value;
  const counted = () => seriesValue('hatchdesk_calls_total', { action: 'GetStats', result: 'success' });
  const workers = await fromTwo({ action: 'GetStats' }, (reply) => reply?.status === 200);
  const calls = linesOf('call').filter((line) => line.action === 'GetStats').length;
  expect(workers).toHaveLength(2);
  await eventually(async () => (await counted()) === calls);
  expect(await seriesValue('hatchdesk_queue_turns')).toBe(10);
  expect(await seriesValue('hatchdesk_requests_limit')).toBe(2000);
  expect(await seriesValue('hatchdesk_info')).toBe(1);
  expect([await seriesValue('hatchdesk_workers'), await seriesValue('hatchdesk_workers_wanted')]).toEqual([2, 2]);
  expect((await read()).length).toBeLessThanOrEqual(300);

  const restarts = (await seriesValue('hatchdesk_worker_restarts_total')) ?? 0;
  kill(workerPids()[0], 'SIGKILL');
  await eventually(async () => (await seriesValue('hatchdesk_worker_restarts_total')) === restarts + 1);
  await eventually(async () => (await seriesValue('hatchdesk_workers')) === 2);
  expect(await counted()).toBe(calls);
});

test('a supervisor that is killed takes its workers with it, and the next one starts at once', async () => {
  const pids = workerPids();
  expect(pids).toHaveLength(2);
  const { port } = new URL(server.url);
  kill(server.child.pid, 'SIGKILL');
  await server.ended;
  await start({ PORT: port });
  expect(pids.filter((pid) => commandOf(pid) !== undefined)).toEqual([]);
  const found = await callServer(server.url, { action: 'GetTickets', subject: 'written 0-0' });
  expect(found?.answer.totalresults).toBe(1);
});

test('SIGTERM lets both workers answer every request in progress, and the supervisor ends with code 0', async () => {
  const pids = workerPids();
  // A supervisor such as systemd signals every process of a service.
  const signalAll = (signal: NodeJS.Signals) => {
    for (const pid of [server.child.pid, ...pids]) kill(pid, signal);
  };
  const answers = await callWhileEnding(server.url, (index) => guestTicket(`last ${index}`), {
    freeze: () => signalAll('SIGSTOP'),
    end() {
      signalAll('SIGTERM');
      signalAll('SIGCONT');
    },
  });
  expect(answers.filter((answer) => answer?.result !== 'success')).toEqual([]);
  expect(await server.ended).toEqual({ code: 0, signal: null });
  expect(linesOf('a worker ended, so another is started')).toEqual([]);
  expect(pids.filter((pid) => commandOf(pid) !== undefined)).toEqual([]);
});
