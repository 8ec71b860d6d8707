import { Client } from 'pg';
import pino from 'pino';
import { readConfig } from '../../src/config';
import { openDesk } from '../../src/desk/desk';
import { createTestDatabase, type TestDatabase } from '../support/database';

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
