import { connect, createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { examinePorts } from '../../src/desk/doctor/ports';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { eventually } from '../support/eventually';
import { useWorld } from '../support/world';

/** Lies between the world and its database, which is gone for the world while it does not listen. */
let way: Server;
let port = 0;
const sockets = new Set<Socket>();

async function openWay(): Promise<void> {
  await new Promise<void>((resolve) => way.listen(port, '127.0.0.1', resolve));
  const address = way.address();
  port = typeof address === 'object' && address !== null ? address.port : 0;
}

async function closeWay(): Promise<void> {
  const closed = new Promise((resolve) => way.close(resolve));
  for (const socket of sockets) socket.destroy();
  await closed;
}

async function throughTheWay(): Promise<TestDatabase> {
  const { connection } = await createTestDatabase();
  const { host, port: number } = connection;
  way = createServer((socket) => {
    const to = host.startsWith('/') ? connect(join(host, `.s.PGSQL.${number}`)) : connect(number, host);
    for (const [one, other] of [
      [socket, to],
      [to, socket],
    ] as const) {
      sockets.add(one);
      one.on('error', () => {});
      one.once('close', () => {
        sockets.delete(one);
        other.destroy();
      });
      one.pipe(other);
    }
  });
  await openWay();
  return { connection: { ...connection, host: '127.0.0.1', port } };
}

const world = useWorld((config) => {
  Object.assign(config.database, { poolSize: 10, connectTimeoutMs: 2100, statementTimeoutMs: 4500 });
}, throughTheWay);

afterAll(closeWay);

const call = () => world.post({ action: 'GetSupportDepartments' });

/** Lets time pass for the desk. */
function pass(seconds: number): void {
  world.now = new Date(world.now.getTime() + seconds * 1000);
}

const linesOf = (message: string) => world.log.filter(({ msg }) => msg === message);

async function whileGone(work: () => Promise<void>): Promise<void> {
  await closeWay();
  try {
    await work();
  } finally {
    await openWay();
  }
}

/** The lines that are neither about a single call nor for information. */
const problems = () => world.log.filter(({ level }) => Number(level) >= 40);

test('a database that goes away is told once, with what to do, then once a minute, and when it is back', async () => {
  await eventually(async () => (await call()).status === 200);
  world.log.length = 0;
  await whileGone(async () => {
    const answers = await Promise.all(Array.from({ length: 40 }, call));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([503]));
    expect(problems().filter(({ msg }) => msg !== 'connection lost')).toEqual([
      expect.objectContaining({
        level: 50,
        msg: 'trouble with the database',
        // Which of these is seen first depends on the call.
        problem: expect.stringMatching(/^no PostgreSQL listens where it should$|broke$|in time$/),
        todo: expect.stringMatching(/^(start PostgreSQL|see why|check that)/),
        reason: expect.stringMatching(/ECONNREFUSED|ECONNRESET|EPIPE|terminated|ended|timeout/i),
      }),
    ]);
    // Connections that end together are one event, too.
    expect(linesOf('connection lost').length).toBeLessThanOrEqual(1);

    // Every call keeps its own line, with which support finds it.
    await eventually(() => linesOf('call').length === 40);
    const ids = answers.map(({ headers }) => headers.get('x-request-id'));
    expect(new Set(linesOf('call').map(({ requestId }) => requestId))).toEqual(new Set(ids));
    expect(linesOf('call')[0]).toMatchObject({ level: 30, status: 503, refused: 'unavailable' });
    expect(linesOf('call failed')).toEqual([]);

    pass(61);
    world.log.length = 0;
    await Promise.all(Array.from({ length: 10 }, call));
    expect(problems()).toEqual([
      expect.objectContaining({
        ...{ level: 40, msg: 'the trouble with the database goes on', seconds: 61 },
        ...{ failed: expect.any(Number), todo: expect.any(String) },
      }),
    ]);
    expect(Number(problems()[0]!.failed)).toBeGreaterThan(40);
  });

  world.log.length = 0;
  await eventually(async () => (await call()).status === 200);
  // While some calls fail and others don't, the trouble goes on.
  expect(linesOf('the trouble with the database is over')).toEqual([]);
  let seconds = 61;
  // On a busy machine, another one may fail, and then it goes on for a while.
  await eventually(async () => {
    pass(4);
    seconds += 4;
    const statuses = [(await call()).status, (await call()).status];
    return statuses.every((status) => status === 200) && linesOf('the trouble with the database is over').length > 0;
  });
  expect(linesOf('the trouble with the database is over')).toEqual([
    expect.objectContaining({ level: 30, problem: expect.any(String), seconds }),
  ]);
  expect(Number(linesOf('the trouble with the database is over')[0]!.failed)).toBeGreaterThanOrEqual(50);
});

test('the next time is told again', async () => {
  pass(120);
  world.log.length = 0;
  await whileGone(async () => {
    await eventually(async () => (await call()).status === 503);
  });
  expect(linesOf('trouble with the database')).toHaveLength(1);
  await eventually(async () => (await call()).status === 200);
  pass(4);
  await call();
});

test('a bug is logged whole, the same one at most once a minute, with how often it came', async () => {
  world.log.length = 0;
  await world.change('alter table departments rename to hidden');
  const ids: (string | null)[] = [];
  const fail = async () => {
    const { status, headers } = await call();
    expect(status).toBe(500);
    ids.push(headers.get('x-request-id'));
  };
  try {
    for (let times = 0; times < 5; times++) await fail();
    await eventually(() => linesOf('call').length === 4);
    expect(linesOf('call failed')).toEqual([
      expect.objectContaining({
        ...{ level: 50, requestId: ids[0], action: 'GetSupportDepartments', status: 500, repeated: 0 },
        err: expect.objectContaining({ message: expect.stringContaining('departments'), stack: expect.any(String) }),
      }),
    ]);
    expect(linesOf('call').map(({ requestId, status }) => [requestId, status])).toEqual(
      ids.slice(1).map((id) => [id, 500]),
    );

    // Another bug is not hidden by it.
    await world.change('alter table statuses rename to hidden_statuses');
    expect((await world.post({ action: 'GetSupportStatuses' })).status).toBe(500);
    await eventually(() => linesOf('call failed').length === 2);
    await world.change('alter table hidden_statuses rename to statuses');

    pass(61);
    await fail();
    await eventually(() => linesOf('call failed').length === 3);
    expect(linesOf('call failed')[2]).toMatchObject({ repeated: 4, requestId: ids[5] });
  } finally {
    await world.change('alter table hidden rename to departments');
  }
});

test('doctor takes a server that lacks its database for no other program', async () => {
  await world.serve();
  await whileGone(async () => {
    const { hostname: host, port: number } = new URL(world.url);
    const checks = await examinePorts({ ...world.desk.config, host, port: Number(number) });
    expect(checks).toEqual([
      expect.objectContaining({ ok: true, detail: `a running Hatchdesk has ${number} of ${host}` }),
    ]);
  });
});
