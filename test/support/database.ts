import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { IN_MEMORY, TEMPLATE } from './run-state';

export interface TestDatabase {
  connection: { host: string; port: number; user: string; database: string };
}

/** The same place as a DATABASE_URL. */
export const urlOf = ({ host, port, user, database }: TestDatabase['connection']): string =>
  `postgres:///${database}?host=${encodeURIComponent(host)}&port=${port}&user=${user}`;

/** The databases of a worker's file. A worker loads this module anew for every file. */
const OWN = `desk_${process.env.JEST_WORKER_ID}_`;
const OF_THIS_FILE = `${OWN}${randomBytes(6).toString('hex')}_`;
let made = 0;

/** PostgreSQL's code for a database to which somebody has just connected. */
const IN_USE = '55006';

/**
 * Creates a database with every migration applied. In memory, it is removed when the worker's next file makes one, so
 * that it takes no room any longer. On disk it is removed with the server, because dropping each takes longer.
 */
export async function createTestDatabase(): Promise<TestDatabase> {
  const server = JSON.parse(process.env.HATCHDESK_TEST_SERVER ?? '') as TestDatabase['connection'];
  made += 1;
  const database = `${OF_THIS_FILE}${made}`;
  const client = new Client(server);
  await client.connect();
  if (made === 1 && process.env[IN_MEMORY] !== undefined) await dropEarlier(client);
  // This server does not wait for the disk, so copying files is faster than copying pages through the write-ahead log.
  await client.query(`create database ${database} template ${TEMPLATE} strategy file_copy`);
  await client.end();
  const pooler = process.env.HATCHDESK_TEST_POOLER;
  const reached = pooler === undefined ? server : (JSON.parse(pooler) as TestDatabase['connection']);
  return { connection: { ...reached, database } };
}

/** Drops what the worker's earlier files have made, except what is still in use. */
async function dropEarlier(client: Client): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `select datname as name from pg_database d where starts_with(datname, $1) and not starts_with(datname, $2)
       and not exists (select from pg_stat_activity a where a.datid = d.oid and a.backend_type = 'client backend')`,
    [OWN, OF_THIS_FILE],
  );
  for (const { name } of rows) {
    await client.query(`drop database ${name}`).catch((error: { code?: string }) => {
      if (error.code !== IN_USE) throw error;
    });
  }
}
