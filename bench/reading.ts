/**
 * Measures reading on a desk with many tickets: `npm run seed:load -- --tickets 1000000`, then `npm run bench:reading`.
 *
 * It calls the product, started as users start it, over HTTP on one connection, with values drawn from the tickets in
 * the database of DATABASE_URL or the embedded one. It changes nothing there except for a credential of its own, which
 * it deletes again. Afterwards it compares the totals with independent counts.
 */
import { Agent, request } from 'node:http';
import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { Client } from 'pg';
import { hashSecret } from '../src/access/secrets';
import { readConfig } from '../src/config';
import { connect } from '../src/database/connect';
import type { Address } from '../src/database/hosts';
import { migrate } from '../src/database/migrate';
import { addressOf } from '../src/database/open-client';
import { explainCalls } from './explain';
import { bigTables, drawQuestions, type Question } from './reading-questions';
import { NO_TICKETS, type Reading } from './reading-results';
import { CREDENTIAL, makeFolder, Started, startOurs } from './servers';

const GOAL = { p50: 10, p99: 50 };
/**
 * A desk that has run for a while has its hot data in memory, so each question first runs with other values,
 * unmeasured.
 */
const WARM_UP_MS = 8000;
const CHECKED = 5;

const HELP = `Usage: npm run bench:reading -- [--requests 300] [--warm-up 1000] [--only text] [--json] [--explain]

  --requests N  how often each question is asked
  --warm-up N   how often it is asked before, for 8 seconds at most
  --only TEXT   only the questions whose name contains this text
  --json        print the figures as JSON
  --explain     print the plans of each question, and fail if one reads a large table from end to end`;

type Answer = Record<string, unknown>;
type Ask = (params: Record<string, string>) => Promise<{ answer: Answer; milliseconds: number }>;

interface Options {
  requests: number;
  warmUp: number;
  only: string;
  json: boolean;
  explain: boolean;
}

async function bench(options: Options, started: Started): Promise<boolean> {
  const connected = await connect(readConfig());
  started.add(connected.stop);
  await migrate(connected.connection);
  const address = await addressOf(connected.connection, 10_000);
  const database = new Client(address);
  await database.connect();
  started.add(() => database.end());
  if (!options.json) await describe(database);

  const drawn = await drawQuestions(database, options.requests + options.warmUp);
  const questions = drawn.filter(({ name }) => name.includes(options.only));
  if (options.explain) return explainCalls(connected.connection, questions, await bigTables(database));

  await addCredential(database, started);
  const { port } = await startOurs(urlOf(address), makeFolder(started), 'server', started);
  const ask = askerOf(port, started);
  const report = options.json ? () => {} : (cells: (string | number)[]) => console.log(row(cells));
  report(['question', 'matches', 'most', 'least ms', 'p50 ms', 'p99 ms', 'max ms', '']);
  const readings: Reading[] = [];
  for (const question of questions) readings.push(await measure(question, options.requests, ask, database, report));
  if (options.json) console.log(JSON.stringify(readings));
  else console.log(`\nload of this machine: ${loadavg()[0]?.toFixed(1)}`);
  return readings.every(isGood);
}

/** Whether every answer was right, and quick where it should be. */
function isGood({ p50 = 0, p99 = 0, isHard, notes }: Reading): boolean {
  return (
    notes.every((note) => note === NO_TICKETS || note === SLOW) && (isHard || (p50 <= GOAL.p50 && p99 <= GOAL.p99))
  );
}

const SLOW = 'slower, as expected';

const WIDTHS = [46, 10, 10, 10, 9, 9, 9, 40];
const row = (cells: (string | number)[]): string =>
  cells
    .map((cell, at) =>
      at === 0 || at === 7 ? ` ${cell}`.padEnd(WIDTHS[at] ?? 0) : String(cell).padStart(WIDTHS[at] ?? 0),
    )
    .join('')
    .trimEnd();

async function describe(database: Client): Promise<void> {
  const { rows } = await database.query(
    `select current_setting('server_version') as version, current_setting('fsync') as fsync,
       current_setting('shared_buffers') as buffers, (select count(*) from tickets) as tickets,
       (select count(*) from messages) as messages, (select count(*) from clients) as clients,
       pg_size_pretty(pg_database_size(current_database())) as size`,
  );
  const { version, fsync, buffers, tickets, messages, clients, size } = rows[0];
  console.log(`Postgres ${version}, fsync ${fsync}, shared_buffers ${buffers}; Node ${process.version}
${tickets} tickets, ${messages} messages, ${clients} clients: ${size}; one connection
`);
}

const urlOf = (address: Address): string =>
  'connectionString' in address
    ? address.connectionString
    : `postgres:///${address.database}?${new URLSearchParams({ host: address.host, user: address.user })}`;

/** Adds a credential with every right, until the run ends. */
async function addCredential(database: Client, started: Started): Promise<void> {
  const name = `bench ${CREDENTIAL.identifier}`;
  started.add(async () => {
    await database.query('delete from credentials where identifier = $1', [CREDENTIAL.identifier]);
    await database.query('delete from roles where name = $1', [name]);
  });
  await database.query(
    `with role as (insert into roles (name, actions) values ($1, '{*}') returning id),
     credential as (insert into credentials (identifier, description) values ($2, $1) returning id),
     secret as (insert into credential_secrets (credential_id, scheme, hash) select id, 'sha256', $3 from credential)
     insert into credential_roles (credential_id, role_id) select credential.id, role.id from credential, role`,
    [name, CREDENTIAL.identifier, hashSecret(CREDENTIAL.secret)],
  );
}

/** Sends calls over one connection, one after the other. */
function askerOf(port: number, started: Started): Ask {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  started.add(() => agent.destroy());
  return (params) =>
    new Promise((resolve, reject) => {
      const body = new URLSearchParams({ ...CREDENTIAL, responsetype: 'json', ...params }).toString();
      const headers = {
        'Content-Type': 'application/x-www-form-urlencoded',
        'Content-Length': Buffer.byteLength(body),
      };
      const begun = performance.now();
      const sent = request({ port, agent, method: 'POST', path: '/includes/api.php', headers }, (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('error', reject);
        response.on('end', () => {
          const milliseconds = performance.now() - begun;
          const answer = JSON.parse(Buffer.concat(parts).toString()) as Answer;
          if (answer.result === 'success') resolve({ answer, milliseconds });
          else reject(new Error(`${params.action}: ${String(answer.message)}`));
        });
      });
      sent.on('error', reject);
      sent.end(body);
    });
}

async function measure(
  { name, calls: drawn, count, isHard = false }: Question,
  requests: number,
  ask: Ask,
  database: Client,
  report: (cells: (string | number)[]) => void,
): Promise<Reading> {
  const nothing = (note: string): Reading => {
    report([name, '-', '-', '-', '-', '-', '-', note]);
    return { question: name, isHard, notes: [note] };
  };
  const calls = drawn.slice(0, requests);
  if (calls.length === 0) return nothing(NO_TICKETS);
  const times: number[] = [];
  const totals: number[] = [];
  try {
    const warm = performance.now() + WARM_UP_MS;
    for (const params of drawn.slice(requests)) {
      await ask(params);
      if (performance.now() > warm) break;
    }
    for (const params of calls) {
      const { answer, milliseconds } = await ask(params);
      times.push(milliseconds);
      totals.push(Number(answer.totalresults ?? 0));
    }
  } catch (error) {
    return nothing((error as Error).message);
  }
  times.sort((one, other) => one - other);
  const at = (share: number): number => times[Math.min(times.length - 1, Math.floor(share * times.length))] ?? 0;
  const isFast = at(0.5) <= GOAL.p50 && at(0.99) <= GOAL.p99;
  const wrong = count === undefined ? [] : await compare(calls, totals, count, database);
  const notes = [...(isFast ? [] : [isHard ? SLOW : 'TOO SLOW']), ...wrong];
  const sorted = [...totals].sort((one, other) => one - other);
  const middle = sorted[sorted.length >> 1] ?? 0;
  const figures = [at(0), at(0.5), at(0.99), at(1)].map((time) => time.toFixed(1));
  report([name, middle, sorted.at(-1) ?? 0, ...figures, notes.join('; ')]);
  return { question: name, p50: at(0.5), p99: at(0.99), isHard, notes };
}

/** Compares totals in answers with independent counts. */
async function compare(
  calls: Question['calls'],
  totals: number[],
  count: NonNullable<Question['count']>,
  database: Client,
): Promise<string[]> {
  const wrong: string[] = [];
  for (const [index, params] of calls.slice(0, CHECKED).entries()) {
    const [sql, values] = count(params);
    const { rows } = await database.query(sql, values);
    const counted = Number(rows[0]?.count);
    if (counted !== totals[index])
      wrong.push(`WRONG: ${totals[index]} and not ${counted} for ${JSON.stringify(params)}`);
  }
  return wrong;
}

function readOptions(): Options | undefined {
  const { values } = parseArgs({
    options: {
      requests: { type: 'string', default: '300' },
      'warm-up': { type: 'string', default: '1000' },
      only: { type: 'string', default: '' },
      json: { type: 'boolean', default: false },
      explain: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) return undefined;
  const whole = (name: 'requests' | 'warm-up'): number => {
    if (!/^[1-9]\d{0,4}$/.test(values[name])) throw new Error(`--${name} must be a whole number above 0`);
    return Number(values[name]);
  };
  return {
    requests: whole('requests'),
    warmUp: whole('warm-up'),
    only: values.only,
    json: values.json,
    explain: values.explain,
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
    await started.stop();
  }
}

main().then(
  (code) => process.exit(code),
  (error: Error) => {
    console.error(error.message);
    process.exit(1);
  },
);
