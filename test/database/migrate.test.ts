import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import knex from 'knex';
import { Client } from 'pg';
import { FolderMigrations, knexConfig, migrate } from '../../src/database/migrate';
import type { Connection } from '../../src/database/pool';
import { temporaryFolder } from '../support/temporary-folder';

const NAMES = ['20261121000000_ticket_model', '20261121000100_first_rows'];

const server = JSON.parse(process.env.HATCHDESK_TEST_SERVER ?? '') as { host: string; port: number; user: string };
const made: string[] = [];
const roles: string[] = [];

async function run<Row extends object>(database: string, sql: string): Promise<Row[]> {
  const client = new Client({ ...server, database });
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}

/** A database that has never had a migration. */
async function emptyDatabase(options = ''): Promise<Connection & { database: string }> {
  const database = `empty_${randomBytes(6).toString('hex')}`;
  await run('postgres', `create database ${database} template template0 ${options}`);
  made.push(database);
  return { ...server, database };
}

const tablesOf = async (database: string): Promise<string[]> => {
  const rows = await run<{ name: string }>(
    database,
    `select table_name as name from information_schema.tables
     where table_schema = 'public' and table_name not like 'knex%' order by 1`,
  );
  return rows.map(({ name }) => name);
};

afterAll(async () => {
  for (const database of made) await run('postgres', `drop database ${database} with (force)`);
  for (const role of roles) await run('postgres', `drop role ${role}`);
});

test('an empty database gets all migrations, oldest first, and none the second time', async () => {
  const connection = await emptyDatabase();
  const progress: [string, number, number][] = [];
  const applied = await migrate(connection, (...step) => progress.push(step));
  expect(applied.slice(0, 2)).toEqual(NAMES);
  expect(applied).toEqual([...applied].sort());
  expect(progress).toEqual(applied.map((name, index) => [name, index + 1, applied.length]));
  expect(await tablesOf(connection.database)).toEqual(
    expect.arrayContaining(['attachments', 'credentials', 'tickets']),
  );
  expect(await migrate(connection)).toEqual([]);
});

test.each(['LATIN1', 'SQL_ASCII'])('a database in %s is refused before anything is made in it', async (encoding) => {
  const { database } = await emptyDatabase(`encoding '${encoding}' locale_provider libc locale 'C'`);
  await expect(migrate({ ...server, database })).rejects.toThrow(
    `the database ${database} has the encoding ${encoding}: create another one with "create database NAME template template0 encoding 'UTF8' locale 'C.UTF-8'", and let DATABASE_URL name it`,
  );
  expect(await run(database, `select from pg_class where relnamespace = 'public'::regnamespace`)).toEqual([]);
});

/** A user who owns nothing. */
async function stranger(settings = ''): Promise<string> {
  const role = `stranger_${randomBytes(6).toString('hex')}`;
  await run('postgres', `create role ${role} login`);
  roles.push(role);
  if (settings !== '') await run('postgres', `alter role ${role} ${settings}`);
  return role;
}

test('a user who may make no tables is told so, and how to change it', async () => {
  const { database } = await emptyDatabase();
  const user = await stranger();
  await expect(migrate({ ...server, database, user })).rejects.toThrow(
    `migrations are pending, but ${user} may not make tables in the schema public: run "grant create on schema public to ${user}" as its owner`,
  );
});

test('a user whose search_path leads nowhere is told so, and how to change it', async () => {
  const { database } = await emptyDatabase();
  const user = await stranger('set search_path = nowhere');
  await expect(migrate({ ...server, database, user })).rejects.toThrow(
    `the search_path of ${user} leads to no schema: create the one that it names, or run "alter role ${user} set search_path = public"`,
  );
});

test('time limits that the database sets for its sessions do not end a migration', async () => {
  const connection = await emptyDatabase();
  // Whoever holds the lock is idle in a transaction while migrations run.
  await run('postgres', `alter database ${connection.database} set idle_in_transaction_session_timeout = '1ms'`);
  expect((await migrate(connection)).slice(0, 2)).toEqual(NAMES);
});

test('if three start at once, one applies the migrations and the others find nothing to do', async () => {
  const connection = await emptyDatabase();
  const applied = await Promise.all([migrate(connection), migrate(connection), migrate(connection)]);
  expect(applied.filter((names) => names.length > 0)).toHaveLength(1);
  expect(await run(connection.database, 'select title from statuses')).toHaveLength(6);
});

test('a lock that is lost on the way fails the migration, and does not end the process', async () => {
  const connection = await emptyDatabase();
  const { database } = connection;
  const cut: Promise<unknown>[] = [];
  const migrating = migrate(connection, () => {
    cut.push(
      run(
        database,
        `select pg_terminate_backend(pid, 10000) from pg_stat_activity
         where datname = '${database}' and query like '%pg_advisory_xact_lock%' and pid <> pg_backend_pid()`,
      ),
    );
  });
  await expect(migrating).rejects.toThrow('terminating connection');
  await Promise.all(cut);
  expect((await migrate(connection)).length).toBeGreaterThan(0);
});

test('a lock left by a killed process is no obstacle', async () => {
  const connection = await emptyDatabase();
  await migrate(connection);
  await run(
    connection.database,
    `update knex_migrations_lock set is_locked = 1; delete from knex_migrations where name like '%first_rows';
     delete from statuses; delete from priorities; delete from departments`,
  );
  expect(await migrate(connection)).toEqual(['20261121000100_first_rows']);
});

test('a database with unknown migrations is refused', async () => {
  const connection = await emptyDatabase();
  await migrate(connection);
  await run(
    connection.database,
    `insert into knex_migrations (name, batch, migration_time) values ('20991231000000_hoverboards', 9, now())`,
  );
  await expect(migrate(connection)).rejects.toThrow(
    'the tables are of a newer version of Hatchdesk, which applied 20991231000000_hoverboards: install that version or a newer one',
  );
});

test('all migrations can be rolled back and applied again', async () => {
  const connection = await emptyDatabase();
  const applied = await migrate(connection);
  const before = await tablesOf(connection.database);
  const db = knex(knexConfig(connection));
  await db.migrate.rollback(undefined, true);
  await db.destroy();
  expect(await tablesOf(connection.database)).toEqual([]);
  expect(await migrate(connection)).toEqual(applied);
  expect(await tablesOf(connection.database)).toEqual(before);
});

test("events that were recorded before they could be delivered are nobody's", async () => {
  const connection = await emptyDatabase();
  const { database } = connection;
  await migrate(connection);
  const config = knex({ ...knexConfig(connection) });
  try {
    while ((await tablesOf(database)).includes('event_cursor')) await config.migrate.down();
    await run(database, `insert into outbox (event, payload) values ('TicketOpen', '{}'), ('TicketClose', '{}')`);
    await config.migrate.latest();
  } finally {
    await config.destroy();
  }
  const unnumbered = `select id from outbox, event_cursor where id > floor and not pg_visible_in_snapshot(xid, seen)`;
  expect(await run(database, unnumbered)).toEqual([]);
  await run(database, `insert into outbox (event, payload) values ('TicketOpen', '{}')`);
  expect(await run(database, unnumbered)).toEqual([{ id: '3' }]);
});

test('migrations are named without extension, in order, and other files are ignored', async () => {
  const folder = temporaryFolder();
  for (const file of [
    '20250202000000_b.js',
    '20250101000000_a.ts',
    'notes.ts',
    '2025_short.ts',
    '20250101000000_a.sql',
  ]) {
    writeFileSync(join(folder, file), 'exports.up = async () => {};');
  }
  const source = new FolderMigrations(folder);
  const names = await source.getMigrations();
  expect(names).toEqual(['20250101000000_a', '20250202000000_b']);
  expect(names.map((name) => source.getMigrationName(name))).toEqual(names);
  expect(await source.getMigration('20250202000000_b')).toMatchObject({ up: expect.any(Function) });
});

test('compiled migrations have the names of their sources, and declarations are ignored', async () => {
  const folder = temporaryFolder();
  for (const file of ['20250101000000_a.js', '20250101000000_a.d.ts', '20250101000000_a.js.map']) {
    writeFileSync(join(folder, file), '');
  }
  expect(await new FolderMigrations(folder).getMigrations()).toEqual(['20250101000000_a']);
});

test('mail has an index for everything that it refers to, so that no deletion scans all mail', async () => {
  const connection = await emptyDatabase();
  await migrate(connection);
  const unindexed = await run(
    connection.database,
    `select f.conrelid::regclass || '.' || a.attname as column
     from pg_constraint f join pg_attribute a on a.attrelid = f.conrelid and a.attnum = f.conkey[1]
     where f.contype = 'f' and f.conrelid = 'emails'::regclass and not exists (
       select from pg_index i where i.indrelid = f.conrelid and i.indkey[0] = f.conkey[1])
     order by 1`,
  );
  expect(unindexed).toEqual([]);
});
