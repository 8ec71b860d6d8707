import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { withSingleConnection } from '../../src/database/single-connection';
import { createTestDatabase } from '../support/database';
import { useWorld } from '../support/world';

const server = JSON.parse(process.env.HATCHDESK_TEST_SERVER ?? '') as { host: string; port: number; user: string };

async function run(...statements: string[]): Promise<void> {
  const client = new Client(server);
  await client.connect();
  for (const statement of statements) await client.query(statement);
  await client.end();
}

const world = useWorld(undefined, async () => {
  const made = await createTestDatabase();
  const { database } = made.connection;
  await run(
    `alter database ${database} set datestyle = 'SQL, DMY'`,
    `alter database ${database} set standard_conforming_strings = off`,
  );
  return made;
});

test('answers have their dates, in whatever form the database writes them for others', async () => {
  world.now = new Date('2026-11-30T05:06:07Z');
  const { id } = await world.ticket();
  const { json } = await world.post({ action: 'GetTicket', ticketid: String(id) });
  expect(json).toMatchObject({ result: 'success', date: '2026-11-30 05:06:07', lastreply: '2026-11-30 05:06:07' });
  expect((await world.post({ action: 'GetTickets' })).json).toMatchObject({
    tickets: { ticket: [{ date: '2026-11-30 05:06:07' }] },
  });
});

test('what takes long has no time limits of the database, and reads its dates', async () => {
  const database = `limited_${randomBytes(6).toString('hex')}`;
  const limits = ['statement_timeout', 'lock_timeout', 'idle_in_transaction_session_timeout', 'idle_session_timeout'];
  await run(
    `create database ${database}`,
    `alter database ${database} set datestyle = 'German, DMY'`,
    ...limits.map((limit) => `alter database ${database} set ${limit} = '1h'`),
  );
  try {
    const found = await withSingleConnection({ ...server, database }, 'test', (single) =>
      single.query(
        `select timestamptz '2026-11-30T05:06:07Z' as date, array(select current_setting(name) from unnest($1::text[]) name) as limits`,
        [limits],
      ),
    );
    expect(found).toEqual([{ date: new Date('2026-11-30T05:06:07Z'), limits: limits.map(() => '0') }]);
  } finally {
    await run(`drop database ${database}`);
  }
});
