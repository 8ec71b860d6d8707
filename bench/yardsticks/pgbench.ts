import { execFile } from 'node:child_process';
import { accessSync, constants, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import type { ClientConfig } from 'pg';
import { PGBENCH_SCRIPT } from './plain-ticket';

const run = promisify(execFile);

/**
 * Finds pgbench, which comes with a system's Postgres packages, sometimes outside the path; undefined if there is none.
 */
export async function findPgbench(): Promise<string | undefined> {
  const configured = await run('pg_config', ['--bindir']).then(
    ({ stdout }) => [stdout.trim()],
    () => [],
  );
  const folders = [...configured, ...(process.env.PATH ?? '').split(delimiter), ...debianFolders()];
  return folders.map((folder) => join(folder, 'pgbench')).find(isProgram);
}

function debianFolders(): string[] {
  const root = '/usr/lib/postgresql';
  try {
    return readdirSync(root).map((version) => join(root, version, 'bin'));
  } catch {
    return [];
  }
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

export interface PgbenchOutcome {
  transactions: number;
  perSecond: number;
  p50: number;
  p99: number;
}

/** Runs plain-insert.sql without HTTP and Node.js: the most that this PostgreSQL can do one ticket at a time. */
export async function runPgbench(
  program: string,
  folder: string,
  database: ClientConfig,
  { connections, seconds }: { connections: number; seconds: number },
): Promise<PgbenchOutcome> {
  const logs = mkdtempSync(join(folder, 'pgbench-'));
  try {
    const { stdout } = await run(program, [
      ...['-n', '-M', 'prepared', '-f', PGBENCH_SCRIPT],
      ...['-c', String(connections), '-j', '1', '-T', String(seconds)],
      ...['--log', '--log-prefix', join(logs, 'log')],
      ...['-h', String(database.host), '-p', String(database.port), '-U', String(database.user)],
      String(database.database),
    ]);
    const figure = (pattern: RegExp): number => Number(pattern.exec(stdout)?.[1]);
    const latencies = readLatencies(logs);
    return {
      transactions: figure(/^number of transactions actually processed: (\d+)/m),
      perSecond: figure(/^tps = ([\d.]+)/m),
      p50: latencies[Math.floor(latencies.length * 0.5)] ?? 0,
      p99: latencies[Math.floor(latencies.length * 0.99)] ?? 0,
    };
  } finally {
    rmSync(logs, { recursive: true });
  }
}

/** Latencies in milliseconds, sorted. The third column of the log is a transaction's time in microseconds. */
function readLatencies(folder: string): number[] {
  const lines = readdirSync(folder).flatMap((file) => readFileSync(join(folder, file), 'utf8').trim().split('\n'));
  return lines.map((line) => Number(line.split(' ')[2]) / 1000).sort((one, other) => one - other);
}
