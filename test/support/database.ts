import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { TEMPLATE } from './run-state';

export interface TestDatabase {
  connection: { host: string; port: number; user: string; database: string };
}

/** A database of its own, with every migration applied. It goes with the server: removing each alone takes longer. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const server = JSON.parse(process.env.HATCHDESK_TEST_SERVER ?? '') as TestDatabase['connection'];
  const database = `desk_${randomBytes(6).toString('hex')}`;
  const client = new Client(server);
  await client.connect();
  // Copying files is quicker than copying pages through the log, where nothing waits for the disk.
  await client.query(`create database ${database} template ${TEMPLATE} strategy file_copy`);
  await client.end();
  return { connection: { ...server, database } };
}
