import { once } from 'node:events';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import pino from 'pino';
import { openPool } from '../../src/database/pool';
import { type RunningServer, startServer } from '../../src/server/server';
import { useWorld } from '../support/world';

const world = useWorld();
const servers: RunningServer[] = [];

afterAll(() => Promise.all(servers.map((server) => server.stop('at once'))));

/** Starts a server of its own on the world's desk. */
async function serve(change: Partial<typeof world.desk> = {}): Promise<RunningServer> {
  const server = await startServer({ ...world.desk, ...change }, pino({ level: 'silent' }));
  servers.push(server);
  return server;
}

/** Sends a request but for the end of its head. @returns a function that sends the end, and returns the answer */
async function beginAsking(server: RunningServer, path: string): Promise<() => Promise<string>> {
  const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
  await once(socket, 'connect');
  socket.write(`GET ${path} HTTP/1.1\r\nHost: desk\r\n`);
  // The server has accepted the connection when it answers on one that came later.
  await ask(server, '/healthz');
  return () => {
    socket.write('\r\n');
    return text(socket);
  };
}

async function ask(server: RunningServer, path: string): Promise<unknown[]> {
  const answer = await fetch(server.url + path);
  return [answer.status, await answer.json()];
}

test('a server with its database and its tables is healthy and ready', async () => {
  const server = await serve();
  expect(await ask(server, '/healthz')).toEqual([200, { status: 'ok' }]);
  expect(await ask(server, '/readyz')).toEqual([200, { status: 'ready' }]);
  expect(await ask(server, '/READYZ/')).toEqual([200, { status: 'ready' }]);
});

test('a server that stops gets no calls any more, but is healthy until its last answer', async () => {
  const server = await serve();
  // Begun before, because a busy machine may take longer than it still accepts connections.
  const [ready, healthy] = [await beginAsking(server, '/readyz'), await beginAsking(server, '/healthz')];
  const stopped = server.stop();
  expect(await ready()).toMatch(/^HTTP\/1.1 503 .*\{"status":"stopping"\}$/s);
  expect(await healthy()).toMatch(/^HTTP\/1.1 200 .*\{"status":"ok"\}$/s);
  await stopped;
});

test('a server whose tables are older than it waits for the migrations', async () => {
  const server = await serve();
  const rename = (from: string, to: string) =>
    world.change('update knex_migrations set name = $2 where name = $1', [from, to]);
  const [{ name = '' } = {}] = await world.rows<{ name: string }>('select max(name) as name from knex_migrations');
  await rename(name, 'another');
  expect(await ask(server, '/readyz')).toEqual([503, { status: 'migrations are pending' }]);
  expect(await ask(server, '/healthz')).toEqual([200, { status: 'ok' }]);
  await rename('another', name);
  expect(await ask(server, '/readyz')).toEqual([200, { status: 'ready' }]);

  await world.change('alter table knex_migrations rename to hidden');
  expect(await ask(server, '/readyz')).toEqual([503, { status: 'migrations are pending' }]);
  await world.change('alter table hidden rename to knex_migrations');
});

test('a server whose tables are newer than it goes on, because a new version is being rolled out', async () => {
  const server = await serve();
  await world.change(
    `insert into knex_migrations (name, batch, migration_time) values ('20991231000000_new', 9, now())`,
  );
  expect(await ask(server, '/readyz')).toEqual([200, { status: 'ready' }]);
  await world.change(`delete from knex_migrations where name = '20991231000000_new'`);
});

test('a server without its database is neither healthy nor ready', async () => {
  const settings = { poolSize: 2, prepare: 'auto', statementTimeoutMs: 100, connectTimeoutMs: 100 } as const;
  const nothing = openPool({ connectionString: 'postgres://desk@127.0.0.1:1/desk' }, settings, () => {});
  const server = await serve({ database: nothing });
  expect(await ask(server, '/readyz')).toEqual([503, { status: 'the database is not available' }]);
  expect(await ask(server, '/healthz')).toEqual([503, { status: 'the database is not available' }]);
  await nothing.close();
});
