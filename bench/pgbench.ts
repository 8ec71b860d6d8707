import { execFile } from 'node:child_process';
import { accessSync, constants, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import type { ClientConfig } from 'pg';
import { type Field, insertStatement } from './insert';

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

/** Runs the bare server's statement without HTTP and Node: the most that this Postgres can do. */
export async function runPgbench(
  program: string,
  folder: string,
  database: ClientConfig,
  texts: Record<'subject' | 'name' | 'email' | 'body', string>,
  { connections, seconds }: { connections: number; seconds: number },
): Promise<PgbenchOutcome> {
  const script = join(folder, 'pgbench.sql');
  writeFileSync(script, SCRIPT);
  const log = join(folder, `pgbench-${connections}`);
  const { stdout } = await run(program, [
    ...['-n', '-M', 'prepared', '-f', script],
    ...['-c', String(connections), '-j', String(Math.min(connections, availableParallelism()))],
    ...['-T', String(seconds), '--log', '--log-prefix', log],
    ...Object.entries(texts).flatMap(([name, text]) => ['-D', `${name}=${text}`]),
    ...['-h', String(database.host), '-p', String(database.port), '-U', String(database.user)],
    String(database.database),
  ]);
  const figure = (pattern: RegExp): number => Number(pattern.exec(stdout)?.[1]);
  const latencies = readLatencies(folder, `pgbench-${connections}.`);
  return {
    transactions: figure(/^number of transactions actually processed: (\d+)/m),
    perSecond: figure(/^tps = ([\d.]+)/m),
    p50: latencies[Math.floor(latencies.length * 0.5)] ?? 0,
    p99: latencies[Math.floor(latencies.length * 0.99)] ?? 0,
  };
}

const SCRIPT = `\\set number random(100000000000, 281474976710655)
\\set accessCode random(10000000, 99999999)
\\set departmentId 1
${insertStatement((field: Field) => `:${field}`).replace(/\s+/g, ' ')};
`;

/**
 * Latencies in milliseconds, sorted. Each pgbench thread writes a file whose third column is a transaction's time in
 * microseconds.
 */
function readLatencies(folder: string, prefix: string): number[] {
  const files = readdirSync(folder).filter((file) => file.startsWith(prefix));
  const lines = files.flatMap((file) => readFileSync(join(folder, file), 'utf8').trim().split('\n'));
  return lines.map((line) => Number(line.split(' ')[2]) / 1000).sort((one, other) => one - other);
}
