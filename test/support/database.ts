import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { TEMPLATE } from './run-state';

export interface TestDatabase {
  connection: { host: string; port: number; user: string; database: string };
  drop(): Promise<void>;
}

/** A database of its own, with every migration applied. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const server = JSON.parse(process.env.HATCHDESK_TEST_SERVER ?? '') as TestDatabase['connection'];
  const database = `desk_${randomBytes(6).toString('hex')}`;
  await onServer(server, `create database ${database} template ${TEMPLATE}`);
  return {
    connection: { ...server, database },
    drop: () => onServer(server, `drop database ${database} with (force)`),
  };
}

async function onServer(server: TestDatabase['connection'], statement: string): Promise<void> {
  const client = new Client(server);
  await client.connect();
  await client.query(statement);
  await client.end();
}
