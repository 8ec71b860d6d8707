import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { TEMPLATE } from './run-state';

export interface TestDatabase {
  connection: { host: string; port: number; user: string; database: string };
}

/** The same place as a DATABASE_URL. */
export const urlOf = ({ host, port, user, database }: TestDatabase['connection']): string =>
  `postgres:///${database}?host=${encodeURIComponent(host)}&port=${port}&user=${user}`;

/**
 * Creates a database with every migration applied. It is removed with the server, because dropping each takes longer.
 */
export async function createTestDatabase(): Promise<TestDatabase> {
  const server = JSON.parse(process.env.HATCHDESK_TEST_SERVER ?? '') as TestDatabase['connection'];
  const database = `desk_${randomBytes(6).toString('hex')}`;
  const client = new Client(server);
  await client.connect();
  // This server does not wait for the disk, so copying files is faster than copying pages through the write-ahead log.
  await client.query(`create database ${database} template ${TEMPLATE} strategy file_copy`);
  await client.end();
  const pooler = process.env.HATCHDESK_TEST_POOLER;
  const reached = pooler === undefined ? server : (JSON.parse(pooler) as TestDatabase['connection']);
  return { connection: { ...reached, database } };
}
