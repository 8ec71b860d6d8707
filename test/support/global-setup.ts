import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { Client } from 'pg';
import { findPgBouncer, type PoolMode, startPgBouncer } from '../../bench/pgbouncer';
import { migrate } from '../../src/database/migrate';
import { startEmbeddedPostgres } from '../../src/postgres/embedded-postgres';
import { IN_MEMORY, RUN, type RunState, TEMPLATE } from './run-state';
import { beginRun, makeFolderInMemory, removeDeadRuns } from './runs';

const IN_A_HURRY = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };

/**
 * Prepares a run: builds the program, which some tests start as users do, and starts an embedded server with a migrated
 * database, which every test file copies. With HATCHDESK_TEST_POOL_MODE, a PgBouncer in that mode lies before it.
 */
export default async function setup(): Promise<void> {
  removeDeadRuns();
  execFileSync('npm', ['run', '--silent', 'build'], { cwd: join(__dirname, '..', '..'), stdio: 'inherit' });
  const run = beginRun();
  process.env[RUN] = run.folder;
  const memory = makeFolderInMemory(run.folder);
  if (memory !== undefined) process.env[IN_MEMORY] = memory;
  const postgres = await startEmbeddedPostgres({
    dataRoot: join(memory ?? run.folder, 'data'),
    // Autovacuum goes round all databases in its time, and hundreds of them live no longer than a minute.
    settings: { ...IN_A_HURRY, max_connections: 400, autovacuum_naptime: '1min' },
  });
  const admin = new Client(postgres.connection);
  await admin.connect();
  await admin.query(`create database ${TEMPLATE}`);
  await admin.end();
  await migrate({ ...postgres.connection, database: TEMPLATE });

  process.env.HATCHDESK_TEST_SERVER = JSON.stringify(postgres.connection);
  const mode = process.env.HATCHDESK_TEST_POOL_MODE as PoolMode | undefined;
  if (mode !== undefined) {
    const sizes = { default_pool_size: 8, max_client_conn: 2000, server_idle_timeout: 5 };
    const pooler = await startPgBouncer(findPgBouncer() ?? 'pgbouncer', run.folder, postgres.connection, mode, sizes);
    process.env.HATCHDESK_TEST_POOLER = JSON.stringify(pooler.connection);
  }
  const state = globalThis as typeof globalThis & RunState;
  state.hatchdeskRun = { stop: postgres.stop, end: run.end };
}
