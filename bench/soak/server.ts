import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { openSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { Client, type ClientConfig } from 'pg';
import { readPostmasterFile } from '../../src/postgres/postmaster-file';
import { freePort } from '../pgbouncer';
import { CREDENTIAL, ENVIRONMENT, type Started } from '../servers';
import type { Gauge, Memory } from './gauges';

const PROGRAM = join(__dirname, '..', '..', 'src', 'cli.js');
const WATCHED = join(__dirname, 'watched.js');
const START_WITHIN_MS = 60_000;

/** The server as users start it, on the embedded database or on that of DATABASE_URL. */
export class Server {
  private child: ChildProcess | undefined;
  private port = 0;
  private readonly log: string;
  private readonly dataRoot: string;

  constructor(
    folder: string,
    private readonly databaseUrl: string | undefined,
    private readonly started: Started,
  ) {
    this.log = join(folder, 'server.log');
    this.dataRoot = join(folder, 'data');
    // A server that was killed just before the end leaves its database running.
    started.add(() => this.endDatabase());
  }

  /** Starts it, at the same port each time, and waits until it says that it is ready. */
  async start(): Promise<number> {
    if (this.port === 0) this.port = await freePort();
    const log = openSync(this.log, 'a');
    const child = spawn(process.execPath, ['--expose-gc', '--require', WATCHED, PROGRAM, 'serve'], {
      stdio: ['ignore', log, log, 'ipc'],
      env: this.environment(),
    });
    this.child = child;
    this.started.addProcess(child);
    const deadline = performance.now() + START_WITHIN_MS;
    while (!(await this.isReady())) {
      if (child.exitCode !== null || performance.now() > deadline) throw new Error(`no start:\n${this.lastLines()}`);
      await sleep(20);
    }
    return this.port;
  }

  /** @param signal SIGTERM lets it answer what it has begun */
  async stop(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
    const { child } = this;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill(signal);
    const [code] = await ended;
    if (signal === 'SIGTERM' && code !== 0)
      throw new Error(`SIGTERM ended the server with ${code}:\n${this.lastLines()}`);
  }

  /** Kills PostgreSQL, or with `DATABASE_URL` cuts its connections. */
  async killDatabase(what: 'all of it' | 'a process'): Promise<void> {
    if (this.databaseUrl !== undefined) {
      await this.ask(`select pg_terminate_backend(pid) from pg_stat_activity where ${OTHERS} limit $1`, [
        what === 'all of it' ? 1000 : 1,
      ]);
      return;
    }
    const [backend] =
      what === 'all of it'
        ? []
        : await this.ask<{ pid: number }>(`select pid from pg_stat_activity where ${OTHERS} limit 1`);
    const pid = backend?.pid ?? readPostmasterFile(this.dataDirectory)?.pid;
    if (pid !== undefined) process.kill(pid, 'SIGKILL');
  }

  /** Runs a command of the program, and returns what it prints as JSON. */
  async run(...command: string[]): Promise<Record<string, string>> {
    const { stdout } = await promisify(execFile)(process.execPath, [PROGRAM, '--json', ...command], {
      env: this.environment(),
    });
    return JSON.parse(stdout) as Record<string, string>;
  }

  /** Measures what the server holds. Only while nobody calls does that say anything. */
  async measure(at: number): Promise<Gauge> {
    const { child } = this;
    if (child?.pid === undefined) throw new Error('the server does not run');
    const heard = once(child, 'message', { signal: AbortSignal.timeout(START_WITHIN_MS) });
    child.send('measure');
    const [memory] = (await heard) as [Memory];
    const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
    const [{ count } = { count: Number.NaN }] = await this.ask<{ count: number }>(
      `select count(*)::int as count from pg_stat_activity where ${OTHERS}`,
    );
    return {
      ...memory,
      at,
      pid: child.pid,
      rss: Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1]) * 1024,
      files: readdirSync(`/proc/${child.pid}/fd`).length,
      connections: count,
    };
  }

  /** Opens a connection of our own to the server's database. */
  async connect(): Promise<Client> {
    const client = new Client(this.connection());
    client.on('error', () => {});
    await client.connect();
    return client;
  }

  lastLines(): string {
    return readFileSync(this.log, 'utf8').trimEnd().split('\n').slice(-10).join('\n');
  }

  private endDatabase(): void {
    const left = readPostmasterFile(this.dataDirectory)?.pid;
    if (left === undefined) return;
    try {
      process.kill(left, 'SIGQUIT');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  }

  private get dataDirectory(): string {
    return join(this.dataRoot, 'pg18');
  }

  private async ask<Row>(sql: string, values: unknown[] = []): Promise<Row[]> {
    const client = await this.connect();
    try {
      return (await client.query(sql, values)).rows as Row[];
    } finally {
      await client.end();
    }
  }

  private connection(): ClientConfig {
    if (this.databaseUrl !== undefined) return { connectionString: this.databaseUrl };
    const host = readPostmasterFile(this.dataDirectory)?.socketDirectory;
    return { host, port: 5432, user: 'hatchdesk', database: 'postgres' };
  }

  private environment(): NodeJS.ProcessEnv {
    return {
      ...ENVIRONMENT,
      // As in the first line of src/cli.ts.
      MALLOC_MMAP_THRESHOLD_: '262144',
      PORT: String(this.port),
      HATCHDESK_DATA: this.dataRoot,
      ...(this.databaseUrl !== undefined && { DATABASE_URL: this.databaseUrl }),
      HATCHDESK_IDENTIFIER: CREDENTIAL.identifier,
      HATCHDESK_SECRET: CREDENTIAL.secret,
      HATCHDESK_RATE_LIMIT: '1000000',
    };
  }

  private isReady(): Promise<boolean> {
    return fetch(`http://127.0.0.1:${this.port}/readyz`).then(
      ({ ok }) => ok,
      () => false,
    );
  }
}

/** The connections of everybody but ourselves. */
const OTHERS = `backend_type = 'client backend' and datname = current_database() and pid <> pg_backend_pid()`;
