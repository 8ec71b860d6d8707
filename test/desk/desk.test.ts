import { Client } from 'pg';
import pino from 'pino';
import { type Config, readConfig } from '../../src/config';
import { openDesk } from '../../src/desk/desk';
import { createTestDatabase, type TestDatabase, urlOf } from '../support/database';
import { startProgram } from '../support/program';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});

const open = (priority: string, department?: string) => {
  const { host, port, user, database: name } = database.connection;
  const url = `postgres://${user}@localhost/${name}?host=${encodeURIComponent(host)}&port=${port}`;
  const defaults = {
    HATCHDESK_DEFAULT_PRIORITY: priority,
    ...(department !== undefined && { HATCHDESK_DEFAULT_DEPARTMENT: department }),
  };
  return openDesk(readConfig({ DATABASE_URL: url, ...defaults }), pino({ level: 'silent' }));
};

test('a missing default priority stops the start', async () => {
  await expect(open('Urgent')).rejects.toThrow('HATCHDESK_DEFAULT_PRIORITY: must be one of Low, Medium, High');
});

test('so does a missing default department', async () => {
  await expect(open('High', '99')).rejects.toThrow('HATCHDESK_DEFAULT_DEPARTMENT: there is no such department');
});

test('a setting in the database counts, not the variable that it overrides', async () => {
  const client = new Client(database.connection);
  await client.connect();
  const set = (value: string) =>
    client.query(
      `insert into settings (name, value) values ('TicketDefaultPriority', to_jsonb($1::text))
       on conflict (name) do update set value = excluded.value`,
      [value],
    );
  await set('High');
  await (await open('Urgent')).close();
  await set('Urgent');
  const words = 'TicketDefaultPriority, as it is set in the database: must be one of Low, Medium, High';
  await expect(open('High')).rejects.toThrow(words);
  await client.query('delete from settings');
  await client.end();
});

test('an existing one does not, in any letter case', async () => {
  const desk = await open('high', '1');
  expect(desk.place).toBe('the server of DATABASE_URL');
  await desk.close();
});

/** A database of its own, after a statement. */
async function changed(sql: string): Promise<string> {
  const { connection } = await createTestDatabase();
  const client = new Client(connection);
  await client.connect();
  await client.query(sql);
  await client.end();
  return urlOf(connection);
}

test('without tables, and with no migrations at the start, it says what to do', async () => {
  const env = {
    DATABASE_URL: await changed('drop schema public cascade; create schema public'),
    HATCHDESK_MIGRATE: 'off',
    PORT: '0',
  };
  for (const command of [['serve'], ['call', 'GetTickets']]) {
    const { code, stderr } = await startProgram(command, env).ended;
    expect({ code, stderr }).toEqual({
      code: 3,
      stderr: expect.stringMatching(/^[1-9]\d* migrations are missing: run hatchdesk migrate\n$/),
    });
  }
});

test('a missing migration that the start does not need does not stop it, and is named', async () => {
  const forgetLast = 'delete from knex_migrations where id = (select max(id) from knex_migrations)';
  const config = readConfig({ DATABASE_URL: await changed(forgetLast), HATCHDESK_MIGRATE: 'off' });
  expect(await warningsOf(config)).toEqual(['1 migration is missing, so calls may fail: run hatchdesk migrate']);
  const whole = readConfig({ DATABASE_URL: urlOf(database.connection), HATCHDESK_MIGRATE: 'off' });
  expect(await warningsOf(whole)).toEqual([]);
});

/** What a desk warns of while it is opened. */
async function warningsOf(config: Config): Promise<string[]> {
  const lines: string[] = [];
  const log = pino({ level: 'warn' }, { write: (line: string) => void lines.push(line) });
  const desk = await openDesk(config, log);
  await desk.close();
  return lines.map((line) => (JSON.parse(line) as { msg: string }).msg);
}

test.each(['', 'Europe/Berln', 'UTC0'])('with TZ=%s, which names no time zone, dates are in UTC', async (TZ) => {
  const env = { DATABASE_URL: urlOf((await createTestDatabase()).connection), TZ };
  const parameters = ['call', 'GetTicketReport', 'from=2026-03-01', 'to=2026-03-02'];
  const { code, stdout } = await startProgram(parameters, env).ended;
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ timezone: 'UTC', from: '2026-03-01', to: '2026-03-02' });
});
