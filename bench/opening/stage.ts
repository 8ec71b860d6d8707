import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { ClientConfig } from 'pg';
import type { EmbeddedPostgres } from '../../src/postgres/embedded-postgres';
import type { Job, Outcome } from '../load';
import { findPgBouncer, startPgBouncer } from '../pgbouncer';
import {
  ask,
  createDatabase,
  ENVIRONMENT,
  makeFolder,
  type RunningServer,
  type Started,
  startGenerator,
  startOurs,
  startPostgres,
  startYardstick,
} from '../servers';
import { findPgbench } from '../yardsticks/pgbench';
import { plainSchema } from '../yardsticks/plain-ticket';
import { addCallers, type Callers } from './callers';
import { untilFollowed } from './following';
import type { Options } from './options';
import type { ServerName } from './results';
import { type Counts, countOurs, Ledger } from './rows';

type PlainName = Exclude<ServerName, 'hatchdesk' | 'full'>;

/** A server of ours, and what it has answered. */
export interface OurDesk {
  server: RunningServer;
  database: ClientConfig;
  ledger: Ledger;
  /** The rows of its database before the first call. */
  before: Counts;
}

/** Everything that takes part in a run. */
export interface Stage {
  folder: string;
  /** What our server connects to: the Unix socket of PostgreSQL, or the port of the pooler. */
  target: string | number;
  /** A desk without tickets. */
  desk: OurDesk;
  /** A desk with many, if that is measured too. */
  fullDesk: OurDesk | undefined;
  /** How to reach the database of the full desk, for other programs. */
  fullUrl: string;
  databases: Record<PlainName, ClientConfig>;
  ledgers: Record<PlainName, Ledger>;
  servers: Record<'express' | 'batched', RunningServer>;
  postgresPid: number;
  pgbench: string | undefined;
  callers: Callers;
  generate: (job: Job) => Promise<Outcome>;
}

/** Starts one PostgreSQL with a database for each server, and all servers. */
export async function prepare(options: Options, started: Started, progress: (text: string) => void): Promise<Stage> {
  const folder = makeFolder(started);
  const postgres = await startPostgres(folder, Math.max(...options.connections), started);
  const databases = {
    express: await createDatabase(postgres, 'express'),
    batched: await createDatabase(postgres, 'batched'),
    pgbench: await createDatabase(postgres, 'pgbench'),
  };
  for (const database of Object.values(databases)) await ask(database, plainSchema());
  const ours = await createDatabase(postgres, 'ours');
  const direct = (name: string) =>
    `postgres:///${name}?${new URLSearchParams({ host: postgres.host, user: postgres.user })}`;
  const pooler = options.pooler ? await startPooler(folder, ours, started) : undefined;
  const url = (name: string) =>
    pooler === undefined ? direct(name) : `postgres://${postgres.user}@127.0.0.1:${pooler}/${name}`;
  let fullDesk: OurDesk | undefined;
  if (options.tickets > 0) {
    const full = await createDatabase(postgres, 'full_desk');
    await fill(direct('full_desk'), options.tickets, progress);
    // A full desk has 24 members of staff, and each ticket would be mailed to all of them: 25 mails instead of one, which is
    // not what tells a full desk from an empty one.
    await ask(full, 'update staff set disabled = true');
    fullDesk = await openDesk(await startOurs(url('full_desk'), folder, 'full-server', started), full);
  }
  const server = await startOurs(url('ours'), folder, 'server', started);
  const callers = await addCallers(direct('ours'), server.port);
  return {
    folder,
    target: pooler ?? join(postgres.host, `.s.PGSQL.${postgres.port}`),
    desk: await openDesk(server, ours),
    fullDesk,
    fullUrl: direct('full_desk'),
    databases,
    ledgers: { express: new Ledger(), batched: new Ledger(), pgbench: new Ledger() },
    servers: {
      express: await startYardstick('express', databases.express, started),
      batched: await startYardstick('batched', databases.batched, started),
    },
    postgresPid: await pidOf(postgres),
    pgbench: await findPgbench(),
    callers,
    generate: startGenerator(started),
  };
}

async function openDesk(server: RunningServer, database: ClientConfig): Promise<OurDesk> {
  await untilFollowed(database);
  return { server, database, ledger: new Ledger(), before: await countOurs(database) };
}

/** @returns the port of the pooler. */
async function startPooler(folder: string, database: EmbeddedPostgres['connection'], started: Started) {
  const program = findPgBouncer();
  if (program === undefined) throw new Error('PgBouncer is not installed');
  const pooler = await startPgBouncer(program, folder, database, 'transaction');
  started.addProcess(pooler.child);
  return pooler.connection.port;
}

/** Fills a database as `npm run seed:load` does. */
async function fill(databaseUrl: string, tickets: number, progress: (text: string) => void): Promise<void> {
  const program = join(__dirname, '..', '..', 'src', 'cli.js');
  const child = spawn(process.execPath, [program, 'seed-load', '--tickets', String(tickets)], {
    env: { ...ENVIRONMENT, DATABASE_URL: databaseUrl },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said = text.trimEnd().split('\n').at(-1) ?? '';
    progress(`filling a desk: ${said}`);
  });
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`seed-load ended with ${code}: ${said}`);
}

async function pidOf(postgres: ClientConfig): Promise<number> {
  const [file] = await ask<{ text: string }>(postgres, `select pg_read_file('postmaster.pid') as text`);
  return Number.parseInt(file?.text ?? '', 10);
}
