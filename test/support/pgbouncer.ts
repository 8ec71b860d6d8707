import { findPgBouncer, type PgBouncer, type PoolMode, startPgBouncer } from '../../bench/pgbouncer';
import type { TestDatabase } from './database';
import { kill } from './left-processes';
import { temporaryFolder } from './temporary-folder';

const program = findPgBouncer();
const started: PgBouncer[] = [];

/** Like `describe`, for tests that need PgBouncer. Where it is not installed, they are skipped, and their name says so. */
export function describeWithPgBouncer(name: string, tests: () => void): void {
  const run = program === undefined ? describe.skip : describe;
  run(program === undefined ? `${name} (skipped: PgBouncer is not installed)` : name, () => {
    tests();
    afterAll(() => {
      for (const { child } of started.splice(0)) kill(child.pid, 'SIGKILL');
    });
  });
}

/** Starts PgBouncer in front of a test database until the tests of this block end. @returns the way through it. */
export async function throughPgBouncer(
  { connection }: TestDatabase,
  mode: PoolMode,
  settings: Record<string, string | number> = {},
): Promise<TestDatabase['connection'] & { url: string }> {
  if (program === undefined) throw new Error('PgBouncer is not installed');
  const pooler = await startPgBouncer(program, temporaryFolder(), connection, mode, settings);
  started.push(pooler);
  const { host, port, user, database } = pooler.connection;
  return { ...pooler.connection, url: `postgres://${user}@${host}:${port}/${database}` };
}
