/** Lives here because it starts several servers and kills them, which takes a quarter of a minute. */
import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { eventually } from '../support/eventually';
import { kill } from '../support/left-processes';
import {
  CREDENTIALS,
  guestTicket,
  postgresPids,
  type ServerProcess,
  startServerProcess,
} from '../support/server-process';
import { removeFolder, temporaryFolder } from '../support/temporary-folder';

const folder = temporaryFolder();
const servers = new Set<ServerProcess>();

/** Starts a server on the shared folder. It does not count as up until it listens. */
async function startServer(): Promise<ServerProcess> {
  const server = await startServerProcess(folder);
  servers.add(server);
  return server;
}

/**
 * Ends a server. Before SIGTERM it gets no more new calls, as /readyz lets a proxy do: the system resets connections
 * that it has accepted and the server has not when the port closes, which no takeover can help.
 */
async function end(server: ServerProcess, signal: NodeJS.Signals): Promise<void> {
  if (signal === 'SIGTERM') servers.delete(server);
  kill(server.child.pid, signal);
  await server.ended;
  servers.delete(server);
}

/** The server that started first owns the database. */
const owner = (): ServerProcess => [...servers][0]!;
const other = (): ServerProcess => [...servers][1]!;

const postmaster = (): number => postgresPids(folder)[0] ?? 0;

interface Load {
  acknowledged: string[];
  failed: { answer: unknown; sent: number }[];
  /** When the newest ticket was acknowledged. */
  newest: number;
  stop(): Promise<void>;
}

/**
 * Opens tickets without a pause, four at a time, on the servers in turn. Like a proxy, it sends a call to the next
 * server when one accepts no connections; nothing else is tried again.
 */
function beginLoad(name: string): Load {
  let stopped = false;
  let count = 0;
  const load = { acknowledged: [] as string[], failed: [] as Load['failed'], newest: 0 };
  const caller = async (): Promise<void> => {
    while (!stopped) {
      const subject = `${name} ${count++}`;
      const sent = performance.now();
      const answer = await callAny(subject, count);
      if (typeof answer === 'object' && answer.result === 'success') {
        load.acknowledged.push(subject);
        load.newest = performance.now();
      } else load.failed.push({ answer, sent });
    }
  };
  const callers = Promise.all([1, 2, 3, 4].map(caller));
  return Object.assign(load, {
    async stop() {
      stopped = true;
      await callers;
    },
  });
}

type Answer = Record<string, unknown>;

async function callAny(subject: string, turn: number): Promise<Answer | string> {
  for (let attempt = 0; attempt < 50; attempt++) {
    const up = [...servers];
    const answer = await callOnce(up[(turn + attempt) % up.length]!.url, guestTicket(subject));
    if (answer !== 'ECONNREFUSED') return answer;
    await pause(20);
  }
  return 'nobody listens';
}

/** Makes a call on a connection of its own, so that a refused connection is told apart from an unanswered call. */
async function callOnce(url: string, fields: Record<string, string>): Promise<Answer | string> {
  const body = new URLSearchParams({ ...CREDENTIALS, responsetype: 'json', ...fields }).toString();
  const headers = { 'content-type': 'application/x-www-form-urlencoded', 'content-length': body.length };
  try {
    const sent = request(`${url}/includes/api.php`, { method: 'POST', agent: false, headers });
    sent.end(body);
    const [response] = (await once(sent, 'response')) as [IncomingMessage];
    return JSON.parse(await text(response)) as Answer;
  } catch (error) {
    return String((error as NodeJS.ErrnoException).code ?? error);
  }
}

/** Waits until tickets are acknowledged that were sent after now. */
async function serves(load: Load, patience: { within?: number } = {}): Promise<void> {
  const since = performance.now();
  const before = load.acknowledged.length;
  await eventually(() => load.newest > since && load.acknowledged.length > before + 8, patience);
}

/** The acknowledged tickets that the desk does not have. */
async function missing(load: Load): Promise<string[]> {
  const answer = await callOnce(owner().url, { action: 'GetTickets', limitnum: '100000' });
  const { tickets } = answer as unknown as { tickets: { ticket: { subject: string }[] } };
  const found = new Set(tickets.ticket.map(({ subject }) => subject));
  return load.acknowledged.filter((subject) => !found.has(subject));
}

beforeAll(async () => {
  await startServer();
  await startServer();
});

afterAll(async () => {
  for (const server of servers) await end(server, 'SIGKILL');
  kill(postmaster() || undefined, 'SIGKILL');
  removeFolder(folder);
});

test('a rolling restart of two servers on one folder fails no call and loses no ticket', async () => {
  const load = beginLoad('rolling');
  await serves(load);
  const database = postmaster();
  for (const server of [owner(), other()]) {
    await end(server, 'SIGTERM');
    await serves(load);
    await startServer();
    await serves(load);
  }
  await load.stop();
  expect(load.failed).toEqual([]);
  expect(await missing(load)).toEqual([]);
  expect(postmaster()).toBe(database);
});

test('a SIGKILL of the owner interrupts only what it was doing', async () => {
  const load = beginLoad('killed');
  await serves(load);
  const [database, killed] = [postmaster(), owner()];
  expect(load.failed).toEqual([]);
  await end(killed, 'SIGKILL');
  const ended = performance.now();
  await serves(load);
  await eventually(() => other() ?? owner().lines.some((line) => line.includes('this one takes over')));
  await startServer();
  await serves(load);
  await load.stop();
  // Its connections end one after the other, and until its port is closed the system accepts more for it.
  expect(load.failed.filter(({ answer, sent }) => answer !== 'ECONNRESET' || sent > ended)).toEqual([]);
  expect(await missing(load)).toEqual([]);
  expect(postmaster()).toBe(database);
});

test('a SIGKILL of the owner and of PostgreSQL: the other serves again', async () => {
  const load = beginLoad('both');
  await serves(load);
  const database = postmaster();
  const killed = end(owner(), 'SIGKILL');
  kill(database, 'SIGKILL');
  await killed;
  // A quiet machine takes half a second.
  await serves(load, { within: 30_000 });
  await load.stop();
  expect(postmaster()).not.toBe(database);
  expect(await missing(load)).toEqual([]);
});

test('the last server to end, even of two that end together, ends PostgreSQL', async () => {
  await startServer();
  const database = postgresPids(folder);
  expect(database.length).toBeGreaterThan(1);
  await Promise.all([...servers].map((server) => end(server, 'SIGTERM')));
  expect(postgresPids(folder)).toEqual([]);
});
