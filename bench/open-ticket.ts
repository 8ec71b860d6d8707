/**
 * Measures OpenTicket beside two yardsticks: `npm run bench`, or with options `npm run bench -- --seconds 3`.
 *
 * Three programs take turns on one embedded Postgres with default settings, each in its own database: the product as
 * users start it; a bare Node server that writes the same rows in one statement; and pgbench running that statement, if
 * it is installed. Afterwards the rows are counted, and a success without its rows fails the run.
 */
import { cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { ClientConfig } from 'pg';
import { readConfig } from '../src/config';
import type { EmbeddedPostgres } from '../src/postgres/embedded-postgres';
import { openTicketForms, ticketTexts } from './forms';
import type { Job, Outcome } from './load';
import { findPgbench, runPgbench } from './pgbench';
import { findPgBouncer, startPgBouncer } from './pgbouncer';
import { type Level, type Measure, table } from './report';
import { startCountingProxy } from './round-trips';
import {
  ask,
  createDatabase,
  makeFolder,
  Started,
  startBare,
  startGenerator,
  startOurs,
  startPostgres,
} from './servers';

const ROUNDS = 7;
const POOL_SIZE = readConfig({}).database.poolSize;
/** Enough for V8 to compile every hot path. */
const WARM_UP = { seconds: 10, requests: 5000 };
const OUR_PATH = '/includes/api.php';
const HELP = `Usage: npm run bench -- [--seconds 1] [--connections 1,8,32] [--pooler]

  --seconds N        length of a round; each server runs ${ROUNDS} rounds per number of connections
  --connections LIST numbers of connections, separated by commas
  --pooler           Hatchdesk reaches its database through PgBouncer in mode transaction`;

interface Options {
  seconds: number;
  connections: number[];
  pooler: boolean;
}

/** What a server has answered, to be compared with its database. */
class Tally {
  readonly tickets: string[] = [];
  readonly failures: string[] = [];
  /** Successes whose ticket numbers are unknown. */
  others = 0;

  add({ tickets, failures }: Outcome): void {
    // One by one: there are more tickets than a call may have arguments.
    for (const ticket of tickets) this.tickets.push(ticket);
    this.failures.push(...failures);
  }
}

type Server = keyof Level['rounds'];

/** Everything that takes part in a run. */
interface Stage {
  folder: string;
  /** What our server connects to: the Unix socket of Postgres, or the port of the pooler. */
  target: string | number;
  databases: Record<Server, ClientConfig>;
  tallies: Record<Server, Tally>;
  ports: Record<'hatchdesk' | 'bare', number>;
  pgbench: string | undefined;
  generate: (job: Omit<Job, 'forms'>) => Promise<Outcome>;
}

async function bench(options: Options, started: Started): Promise<boolean> {
  const largest = Math.max(...options.connections);
  progress('starting Postgres and the servers');
  const stage = await prepare(largest, options.pooler, started);
  console.log(await describe(stage, options));

  progress('warming up');
  for (const server of ['hatchdesk', 'bare'] as const) await load(stage, server, { connections: largest, ...WARM_UP });
  const levels: Level[] = [];
  for (const connections of options.connections) levels.push(await measure(stage, connections, options.seconds));
  console.log(table(levels));
  if (stage.pgbench === undefined) console.log('pgbench was not found; most packages of Postgres include it');

  progress('measuring the load generator');
  const idle = await stage.generate({ port: stage.ports.bare, path: '/nothing', connections: largest, seconds: 2 });
  console.log(`\nThe load generator alone reaches ${Math.round(rate(idle))} requests a second\n`);

  progress('counting round trips');
  console.log(`Round trips to the database per OpenTicket: ${(await countRoundTrips(stage, started)).toFixed(2)}\n`);

  progress('counting rows');
  let good = true;
  for (const server of ['hatchdesk', 'bare', 'pgbench'] as const) {
    const { text, equal } = await compareRows(stage.databases[server], stage.tallies[server]);
    console.log(`${server.padEnd(10)} ${text}`);
    good &&= equal;
  }
  return good;
}

async function prepare(mostConnections: number, pooled: boolean, started: Started): Promise<Stage> {
  const folder = makeFolder(started);
  const postgres = await startPostgres(folder, mostConnections, started);
  const databases = {
    hatchdesk: await createDatabase(postgres, 'ours'),
    bare: await createDatabase(postgres, 'bare'),
    pgbench: await createDatabase(postgres, 'pgbench'),
  };
  const pooler = pooled ? await startPooler(folder, databases.hatchdesk, started) : undefined;
  const url =
    pooler === undefined
      ? `postgres:///ours?${new URLSearchParams({ host: postgres.host, user: postgres.user })}`
      : `postgres://${postgres.user}@127.0.0.1:${pooler}/ours`;
  const ports = {
    hatchdesk: await startOurs(url, folder, 'server', started),
    bare: await startBare(databases.bare, POOL_SIZE, started),
  };
  const forms = openTicketForms();
  const generate = startGenerator(started);
  return {
    folder,
    target: pooler ?? join(postgres.host, `.s.PGSQL.${postgres.port}`),
    databases,
    tallies: { hatchdesk: new Tally(), bare: new Tally(), pgbench: new Tally() },
    ports,
    pgbench: await findPgbench(),
    generate: (job) => generate({ ...job, forms }),
  };
}

/** @returns the port of the pooler. */
async function startPooler(folder: string, database: EmbeddedPostgres['connection'], started: Started) {
  const program = findPgBouncer();
  if (program === undefined) throw new Error('PgBouncer is not installed');
  const pooler = await startPgBouncer(program, folder, database, 'transaction');
  started.addProcess(pooler.child);
  return pooler.connection.port;
}

async function describe({ databases }: Stage, { seconds, pooler }: Options): Promise<string> {
  const [settings] = await ask<{ fsync: string; version: string }>(
    databases.hatchdesk,
    `select current_setting('fsync') as fsync, current_setting('server_version') as version`,
  );
  const forms = openTicketForms();
  const bytes = Math.round(forms.join('').length / forms.length);
  return `OpenTicket over HTTP, forms of ${bytes} bytes; Node ${process.version}, Postgres ${settings?.version}, fsync ${settings?.fsync}, ${cpus().length} cores, pools of ${POOL_SIZE}${pooler ? ', Hatchdesk through PgBouncer' : ''};
medians of ${ROUNDS} alternating rounds of ${seconds} s
`;
}

const rate = ({ tickets, seconds }: Outcome): number => tickets.length / seconds;

async function load(
  { ports, tallies, generate }: Stage,
  server: 'hatchdesk' | 'bare',
  how: Pick<Job, 'connections' | 'seconds' | 'requests'>,
): Promise<Measure> {
  const path = server === 'hatchdesk' ? OUR_PATH : '/';
  const outcome = await generate({ port: ports[server], path, ...how });
  tallies[server].add(outcome);
  return { perSecond: rate(outcome), p50: outcome.p50, p99: outcome.p99 };
}

/** The servers take turns, so that whatever else the machine does affects all of them alike. */
async function measure(stage: Stage, connections: number, seconds: number): Promise<Level> {
  const how = { connections, seconds };
  const rounds: Level['rounds'] = { hatchdesk: [], bare: [], pgbench: [] };
  for (let round = 1; round <= ROUNDS; round++) {
    progress(`${connections} connections, round ${round} of ${ROUNDS}`);
    rounds.hatchdesk.push(await load(stage, 'hatchdesk', how));
    rounds.bare.push(await load(stage, 'bare', how));
    if (stage.pgbench === undefined) continue;
    const { pgbench, folder, databases, tallies } = stage;
    const measured = await runPgbench(pgbench, folder, databases.pgbench, ticketTexts(round), how);
    tallies.pgbench.others += measured.transactions;
    rounds.pgbench.push(measured);
  }
  return { connections, rounds };
}

/**
 * Counts round trips per call between a warm server of its own and the database, with calls sent one after the other.
 */
async function countRoundTrips({ target, folder, tallies, generate }: Stage, started: Started): Promise<number> {
  const proxy = await startCountingProxy(target);
  started.add(proxy.close);
  const url = `postgres://hatchdesk@127.0.0.1:${proxy.port}/ours`;
  const port = await startOurs(url, folder, 'counted-server', started);
  const calls = async (requests: number): Promise<number> => {
    const before = proxy.turns();
    const outcome = await generate({ port, path: OUR_PATH, connections: 1, seconds: 30, requests });
    tallies.hatchdesk.add(outcome);
    return (proxy.turns() - before) / outcome.tickets.length;
  };
  await calls(50);
  return calls(300);
}

/** Compares what a server has answered with the rows in its database. */
async function compareRows(database: ClientConfig, tally: Tally): Promise<{ text: string; equal: boolean }> {
  const [found] = await ask<Record<'tickets' | 'messages' | 'events' | 'numbers' | 'known', string>>(
    database,
    `select count(*) as tickets, count(distinct number) as numbers,
       (select count(*) from messages where is_first) as messages,
       (select count(*) from outbox where event = 'TicketOpen') as events,
       (select count(*) from unnest($1::text[]) as known (number) join tickets using (number)) as known
     from tickets`,
    [tally.tickets],
  );
  const successes = tally.tickets.length + tally.others;
  const counts = [found?.tickets, found?.messages, found?.events, found?.numbers].map(Number);
  const distinct = new Set(tally.tickets).size === tally.tickets.length;
  const equal =
    tally.failures.length === 0 &&
    distinct &&
    Number(found?.known) === tally.tickets.length &&
    counts.every((count) => count === successes);
  const failures = tally.failures.slice(0, 3).map((failure) => `\n  failed: ${failure.slice(0, 500)}`);
  return {
    text:
      `${successes} successes; rows: ${found?.tickets} tickets, ${found?.messages} first messages, ` +
      `${found?.events} events; ${found?.numbers} distinct numbers: ${equal ? 'equal' : 'NOT EQUAL'}${failures.join('')}`,
    equal,
  };
}

function progress(text: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${text} `);
  else process.stderr.write(`${text}\n`);
}

function readOptions(): Options | undefined {
  const { values } = parseArgs({
    options: {
      seconds: { type: 'string', default: '1' },
      connections: { type: 'string', default: '1,8,32' },
      pooler: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) return undefined;
  const whole = (text: string): number => {
    if (!/^[1-9]\d{0,3}$/.test(text)) throw new Error(`"${text}" is not a whole number above 0`);
    return Number(text);
  };
  return {
    seconds: whole(values.seconds),
    connections: values.connections.split(',').map(whole),
    pooler: values.pooler,
  };
}

async function main(): Promise<number> {
  const options = readOptions();
  if (options === undefined) {
    console.log(HELP);
    return 0;
  }
  const started = new Started();
  const interrupted = new Promise<number>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve(130));
  });
  try {
    return await Promise.race([bench(options, started).then((good) => (good ? 0 : 1)), interrupted]);
  } finally {
    progress('stopping');
    await started.stop();
    progress('stopped');
    if (process.stderr.isTTY) process.stderr.write('\n');
  }
}

main().then(
  (code) => process.exit(code),
  (error: Error) => {
    console.error(error.message);
    process.exit(1);
  },
);
