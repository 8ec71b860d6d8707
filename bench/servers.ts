import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client, type ClientConfig } from 'pg';
import { drawSecret } from '../src/access/secrets';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../src/postgres/embedded-postgres';
import type { Job, Outcome } from './load';

/** Everything that was started, stopped in reverse order whatever happens. */
export class Started {
  private readonly stops: (() => Promise<void> | void)[] = [];
  private over = false;

  add(stop: () => Promise<void> | void): void {
    if (this.over) void stop();
    else this.stops.push(stop);
  }

  async stop(): Promise<void> {
    this.over = true;
    for (const stop of this.stops.reverse()) await stop();
  }

  /** Ends a process with SIGTERM when everything stops, and with SIGKILL if it is still there 5 seconds later. */
  addProcess(child: ChildProcess): void {
    const ended = once(child, 'exit').catch(() => {});
    this.add(async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGTERM');
      const late = setTimeout(() => child.kill('SIGKILL'), 5000);
      await ended;
      clearTimeout(late);
    });
  }
}

export function makeFolder(started: Started): string {
  const folder = mkdtempSync(join(tmpdir(), 'hatchdesk-bench-'));
  // When root starts the database, it runs as an ordinary user, who must be able to enter this folder.
  chmodSync(folder, 0o755);
  started.add(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export async function startPostgres(
  folder: string,
  mostConnections: number,
  started: Started,
): Promise<EmbeddedPostgres['connection']> {
  // The defaults (fsync included) but for memory, with room for pgbench beside the servers.
  const settings = { max_connections: mostConnections + 80, shared_buffers: '1GB' };
  const starting = startEmbeddedPostgres({ dataRoot: join(folder, 'data'), settings });
  started.add(async () => {
    const postgres = await starting.catch(() => undefined);
    await postgres?.stop();
    if (postgres !== undefined) rmSync(dirname(postgres.dataDirectory), { recursive: true, force: true });
  });
  return (await starting).connection;
}

/** Creates an empty database. */
export async function createDatabase(server: EmbeddedPostgres['connection'], name: string) {
  await ask(server, `create database ${name}`);
  return { ...server, database: name };
}

export async function ask<Row = Record<string, unknown>>(
  database: ClientConfig,
  sql: string,
  values: unknown[] = [],
): Promise<Row[]> {
  const client = new Client(database);
  await client.connect();
  try {
    return (await client.query(sql, values)).rows as Row[];
  } finally {
    await client.end();
  }
}

export const CREDENTIAL = { identifier: drawSecret(), secret: drawSecret() };

/** The settings in our own environment must not reach the servers that are measured. */
export const ENVIRONMENT = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !/^(HATCHDESK_\w+|PG[A-Z]+|DATABASE_URL|HOST|PORT)$/.test(name)),
);

export interface RunningServer {
  pid: number;
  port: number;
}

/**
 * Starts the product as users do, with its log in a file.
 *
 * @returns its process, and the port on which it answers.
 */
export async function startOurs(
  databaseUrl: string,
  folder: string,
  name: string,
  started: Started,
  env: NodeJS.ProcessEnv = {},
): Promise<RunningServer> {
  const log = join(folder, `${name}.log`);
  const file = openSync(log, 'w');
  const child = spawn(process.execPath, ['--max-semi-space-size=32', join(__dirname, '..', 'src', 'cli.js'), 'serve'], {
    stdio: ['ignore', file, file],
    env: {
      ...ENVIRONMENT,
      // As "npm start" sets it.
      MALLOC_MMAP_THRESHOLD_: '262144',
      PORT: '0',
      DATABASE_URL: databaseUrl,
      HATCHDESK_IDENTIFIER: CREDENTIAL.identifier,
      HATCHDESK_SECRET: CREDENTIAL.secret,
      // The most, so that the HelpDeskEddy API can be measured.
      HATCHDESK_RATE_LIMIT: '1000000',
      ...env,
    },
  });
  started.addProcess(child);
  while (child.exitCode === null && child.signalCode === null) {
    const port = /"url":"http:\/\/127\.0\.0\.1:(\d+)"/.exec(readFileSync(log, 'utf8'))?.[1];
    if (port !== undefined) return { pid: child.pid ?? 0, port: Number(port) };
    await sleep(20);
  }
  throw new Error(`The server did not start:\n${readFileSync(log, 'utf8')}`);
}

/** Starts a yardstick on a database of its own. */
export async function startYardstick(
  name: 'express' | 'batched',
  database: ClientConfig,
  started: Started,
): Promise<RunningServer> {
  const child = fork(join(__dirname, 'yardsticks', `${name}.js`), { env: ENVIRONMENT });
  started.addProcess(child);
  child.send(database);
  return { pid: child.pid ?? 0, port: await heardFrom<number>(child) };
}

/** @returns a function that has the load generator run a job. */
export function startGenerator(started: Started): (job: Job) => Promise<Outcome> {
  const child = fork(join(__dirname, 'load.js'), { env: ENVIRONMENT });
  started.addProcess(child);
  return (job) => {
    child.send(job);
    return heardFrom<Outcome>(child);
  };
}

function heardFrom<T>(child: ChildProcess): Promise<T> {
  return new Promise((resolve, reject) => {
    const onExit = (code: number | null) => reject(new Error(`${child.spawnargs[1]} ended with ${code}`));
    child.once('exit', onExit);
    child.once('message', (message) => {
      child.off('exit', onExit);
      resolve(message as T);
    });
  });
}
