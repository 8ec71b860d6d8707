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
  const stopped = server.stop();
  expect(await ask(server, '/readyz')).toEqual([503, { status: 'stopping' }]);
  expect(await ask(server, '/healthz')).toEqual([200, { status: 'ok' }]);
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
