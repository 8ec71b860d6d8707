/** Lives here because it starts servers with two workers each, which takes a quarter of a minute. */
import { createTestDatabase, urlOf } from '../support/database';
import { closeReaders, type EventReader, readEvents } from '../support/event-stream';
import { eventually } from '../support/eventually';
import { kill } from '../support/left-processes';
import { describeWithPgBouncer, throughPgBouncer } from '../support/pgbouncer';
import {
  callServer,
  guestTicket,
  PROGRAM,
  type ServerProcess,
  startServerProcess,
  workersOf,
} from '../support/server-process';
import { temporaryFolder } from '../support/temporary-folder';

const STREAMS_OF_EACH = 3;
const TURNS = 20;
const PASSWORD = 'correct horse battery';

let server: ServerProcess;

async function serve(connectionString: string): Promise<void> {
  server = await startServerProcess(temporaryFolder(), { DATABASE_URL: connectionString }, [
    process.execPath,
    ...[PROGRAM, 'serve', '--workers', '2'],
  ]);
}

async function done(fields: Record<string, string>): Promise<Record<string, unknown>> {
  const reply = await callServer(server.url, fields);
  if (reply?.answer.result !== 'success') throw new Error(`${fields.action}: ${JSON.stringify(reply)}`);
  return reply.answer;
}

/** Adds an administrator, who signs in. @returns the cookie, and a credential of theirs */
async function agent(username: string) {
  const role = await done({ action: 'AddRole', name: `role of ${username}`, actions: '*' });
  const admin = await done({
    ...{ action: 'AddAdmin', adminusername: username, password2: PASSWORD },
    ...{ firstname: username, lastname: 'Agent', roles: String(role.roleid) },
  });
  const made = await done({ action: 'AddCredential', roles: String(role.roleid), admin: String(admin.adminid) });
  const page = await fetch(`${server.url}/admin/sign-in`);
  const proof = /name="proof" value="([^"]+)"/.exec(await page.text())?.[1] ?? '';
  const cookies = (response: Response) =>
    response.headers
      .getSetCookie()
      .map((cookie) => cookie.split(';')[0])
      .join('; ');
  const signedIn = await fetch(`${server.url}/admin/sign-in`, {
    method: 'POST',
    redirect: 'manual',
    headers: { Cookie: cookies(page) },
    body: new URLSearchParams({ proof, username, password: PASSWORD }),
  });
  expect(signedIn.status).toBe(303);
  const as = { identifier: String(made.identifier), secret: String(made.secret) };
  return { id: Number(admin.adminid), headers: { Cookie: cookies(signedIn) }, as };
}

/**
 * Opens as many streams to each worker. The system may give all connections to one, so while the streams of a worker
 * begin, the other is stopped.
 */
async function streamsOfBothWorkers(headers: Record<string, string>): Promise<EventReader[]> {
  const workers = workersOf(server);
  expect(workers).toHaveLength(2);
  const streams: EventReader[] = [];
  for (const stopped of workers) {
    kill(stopped, 'SIGSTOP');
    try {
      const opened = Array.from({ length: STREAMS_OF_EACH }, () => readEvents(server.url, '/admin/events', headers));
      streams.push(...(await Promise.all(opened)));
    } finally {
      kill(stopped, 'SIGCONT');
    }
  }
  return streams;
}

/** What a stream was told last of a ticket. */
function stateAt({ events }: EventReader, ticketId: number): string {
  const told = events.findLast(({ type, data }) => type === 'presence' && ticketId in (data.tickets as object));
  const people = (told?.data.tickets as Record<string, { state: string }[]> | undefined)?.[ticketId] ?? [];
  return people.map(({ state }) => state).join();
}

const middle = (times: number[]): number =>
  times.toSorted((one, other) => one - other)[times.length >> 1] ?? Number.NaN;

/** Somebody comes, types and leaves, while streams of both workers listen. @returns how long each change took, in ms */
async function presenceReachesBothWorkers(): Promise<number[]> {
  const [reader, writer] = [await agent('ann'), await agent('ben')];
  const ticketid = Number((await done(guestTicket('Looked at'))).id);
  const streams = await streamsOfBothWorkers(reader.headers);
  const times: number[] = [];
  for (let turn = 0; turn < TURNS; turn++) {
    const state = ['viewing', 'typing', 'away'][turn % 3] ?? '';
    const began = performance.now();
    await done({ ...writer.as, action: 'SetTicketPresence', ticketid: String(ticketid), state });
    const expected = state === 'away' ? '' : state;
    await eventually(() => streams.every((stream) => stateAt(stream, ticketid) === expected));
    times.push(performance.now() - began);
  }
  closeReaders();
  const lines = await eventually(() => {
    const all = server.lines.map((line) => JSON.parse(line)).filter(({ path }) => path === '/admin/events');
    return all.length === streams.length ? all : undefined;
  });
  expect(lines.map(({ worker }) => worker).sort()).toEqual([1, 1, 1, 2, 2, 2]);
  return times;
}

/** For whoever wants to know how fast this machine is. Nothing depends on it. */
function report(way: string, times: number[]): void {
  const [half, most] = [middle(times), Math.max(...times)].map(Math.round);
  process.stderr.write(`presence reaches two workers ${way} in ${half} ms, ${most} at most\n`);
}

afterEach(async () => {
  closeReaders();
  kill(server.child.pid, 'SIGKILL');
  await server.ended;
});

test('who is at a ticket is told by both workers, whichever heard of it', async () => {
  await serve(urlOf((await createTestDatabase()).connection));
  report('directly', await presenceReachesBothWorkers());
});

describeWithPgBouncer('through PgBouncer', () => {
  test('in mode transaction, where no process hears of others, it is told all the same', async () => {
    await serve((await throughPgBouncer(await createTestDatabase(), 'transaction')).url);
    report('through PgBouncer', await presenceReachesBothWorkers());
  });
});
