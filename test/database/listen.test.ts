import { Client } from 'pg';
import { type Changes, listenForChanges } from '../../src/database/listen';
import type { Connection } from '../../src/database/pool';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { eventually } from '../support/eventually';
import { describeWithPgBouncer, throughPgBouncer } from '../support/pgbouncer';

let database: TestDatabase;
let client: Client;
const opened: Changes[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  client = new Client(database.connection);
  await client.connect();
});

afterEach(async () => {
  for (const changes of opened.splice(0)) await changes.close();
});

afterAll(async () => {
  await client.end();
});

interface Listener {
  changes: Changes;
  heard: () => number;
}

async function listen(channel: string, connection: Connection = database.connection): Promise<Listener> {
  let heard = 0;
  const changes = listenForChanges(connection, channel, () => {
    heard += 1;
  });
  opened.push(changes);
  expect(changes.listening()).toBe(false);
  await eventually(() => changes.listening());
  return { changes, heard: () => heard };
}

const cutListeners = () =>
  client.query(`select pg_terminate_backend(pid) from pg_stat_activity
                where datname = current_database() and pid <> pg_backend_pid()`);

test('a notification from another connection arrives after its commit', async () => {
  const { heard } = await listen('one');
  const before = heard();
  await client.query('begin');
  await client.query("select pg_notify('one', '')");
  await client.query("select pg_notify('another', '')");
  await client.query('commit');
  await eventually(() => heard() === before + 1);
});

test('channels share a connection, each is told of its own, and all of a lost connection', async () => {
  const heard = { main: 0, other: 0 };
  const other = () => {
    heard.other += 1;
  };
  const changes = listenForChanges(database.connection, 'main', () => (heard.main += 1), { other });
  opened.push(changes);
  await eventually(() => changes.listening());
  const before = { ...heard };
  await client.query("select pg_notify('other', '')");
  await eventually(() => heard.other > before.other);
  expect(heard).toEqual({ main: before.main, other: before.other + 1 });
  await cutListeners();
  await eventually(() => heard.main > before.main && heard.other > before.other + 1);
});

test.each([
  ['a credential', "insert into credentials (identifier) values ('x')"],
  ['a role', "insert into roles (name, actions) values ('r', '{*}')"],
  ['a change of a role', "update roles set actions = '{}'"],
  ['a member of staff', "insert into staff (username) values ('jo')"],
  ['the end of one', "delete from staff where username = 'jo'"],
])('the access tables notify of %s', async (_case, sql) => {
  const { heard } = await listen('hatchdesk_access');
  const before = heard();
  await client.query(sql);
  await eventually(() => heard() > before);
});

test('a lost connection counts as a change, and listening starts again', async () => {
  const { changes, heard } = await listen('three');
  const before = heard();
  await cutListeners();
  await eventually(() => !changes.listening());
  expect(heard()).toBeGreaterThan(before);
  await eventually(() => changes.listening());
  const again = heard();
  await client.query("select pg_notify('three', '')");
  await eventually(() => heard() > again);
});

test('without a server, it is not listening', async () => {
  const changes = listenForChanges({ connectionString: 'postgres://127.0.0.1:1/nothing' }, 'four', () => {});
  await eventually(() => !changes.listening());
  await changes.close();
  expect(changes.listening()).toBe(false);
});

test('after close, it hears nothing and keeps no connection', async () => {
  const { changes, heard } = await listen('five');
  await changes.close();
  expect(changes.listening()).toBe(false);
  const before = heard();
  await client.query("select pg_notify('five', '')");
  await eventually(async () => {
    const { rows } = await client.query(
      'select 1 from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
    );
    return rows.length === 0;
  });
  expect(heard()).toBe(before);
});

describeWithPgBouncer('through PgBouncer', () => {
  test('in mode session, a notification from another connection arrives', async () => {
    const { heard } = await listen('sessions', await throughPgBouncer(database, 'session'));
    const before = heard();
    await client.query("select pg_notify('sessions', '')");
    await eventually(() => heard() > before);
  });

  test('in mode transaction, it never counts as listening', async () => {
    await client.query('listen transactions');
    const payloads: (string | undefined)[] = [];
    client.on('notification', ({ payload }) => payloads.push(payload));
    const pooled = await throughPgBouncer(database, 'transaction', { default_pool_size: 1 });
    const changes = listenForChanges(pooled, 'transactions', () => {});
    opened.push(changes);
    // Its own message has passed by, so it would have heard it before the next one.
    await eventually(() => payloads.length > 0);
    const other = new Client(pooled);
    await other.connect();
    await other.query("select pg_notify('transactions', 'last')");
    await other.end();
    await eventually(() => payloads.includes('last'));
    expect(changes.listening()).toBe(false);
  });
});
