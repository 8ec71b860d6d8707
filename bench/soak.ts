/**
 * Lets a real server work for a long time under mixed calls of every API, kills and restarts:
 * `npm run soak -- --minutes 10`.
 *
 * Afterwards everything that was acknowledged must be in the database, whole and once; what the server holds must not
 * have grown; and no call may have failed except around a kill. Ctrl-C ends the soak early, and it still reports.
 */
import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { makeFolder, Started } from './servers';
import { compareThirds, inWords } from './soak/gauges';
import { type Options, type Soaked, soak } from './soak/run';
import { Server } from './soak/server';
import { compare, type Findings } from './soak/verify';

const HELP = `Usage: npm run soak -- [--minutes 10] [--rate 150] [--callers 24]

  --minutes N  how long to call, kill and restart
  --rate N     calls per second, all together
  --callers N  how many callers share them

Without DATABASE_URL, the server runs on an embedded database of its own. With it, the database must be empty, and
connections are cut instead of PostgreSQL being killed.`;

const SHOWN_FAULTS = 10;

/** Groups faults that differ only in numbers and names. */
function kindsOf(faults: string[]): string[][] {
  const kinds = new Map<string, string[]>();
  for (const fault of faults) {
    const kind = fault.replace(/soak-[\w-]+|\d+/g, '').slice(0, 60);
    kinds.set(kind, [...(kinds.get(kind) ?? []), fault]);
  }
  return [...kinds.values()];
}

function report({ seconds, ledger, judge, gauges, strikes }: Soaked, findings: Findings): boolean {
  const statuses = [...judge.statuses].sort().map(([status, count]) => `${status}: ${count}`);
  const levels = compareThirds(gauges);
  const faults = [
    ...judge.verdict(),
    ...findings.wrong,
    ...levels.filter(({ isLevel }) => !isLevel).map(({ name }) => `${name} did not stay level`),
  ];
  const load = loadavg()[0]?.toFixed(1);
  console.log(`
${Math.round(seconds)} seconds, Node ${process.version}, ${cpus().length} cores, load average ${load}
calls        ${judge.calls} (${statuses.join(', ')})
tickets      ${ledger.count('acknowledged')} acknowledged, ${ledger.count('unknown')} unknown; ${findings.tickets} there
replies      ${[...ledger.replies.values()].filter(({ fate }) => fate === 'acknowledged').length} acknowledged; ${findings.replies} there`);
  for (const name of new Set(strikes.map((strike) => strike.name))) {
    const took = strikes.filter((strike) => strike.name === name).map((strike) => strike.seconds);
    console.log(
      `${String(took.length).padStart(3)} times ${name}; it worked again after at most ${Math.max(...took).toFixed(1)} s`,
    );
  }
  console.log(levels.length === 0 ? 'too short to say whether anything grew' : levels.map(inWords).join('\n'));
  for (const alike of kindsOf(faults).slice(0, SHOWN_FAULTS)) {
    console.log(`WRONG, ${alike.length} times: ${alike[0]}`);
  }
  console.log(faults.length === 0 ? '\nAll is well.' : `\n${faults.length} things are wrong.`);
  return faults.length === 0;
}

function readOptions(): Options | undefined {
  const { values } = parseArgs({
    options: {
      minutes: { type: 'string', default: '10' },
      rate: { type: 'string', default: '150' },
      callers: { type: 'string', default: '24' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) return undefined;
  const whole = (name: 'minutes' | 'rate' | 'callers'): number => {
    if (!/^[1-9]\d{0,3}$/.test(values[name])) throw new Error(`--${name} must be a whole number above 0`);
    return Number(values[name]);
  };
  return { minutes: whole('minutes'), rate: whole('rate'), callers: whole('callers') };
}

async function main(): Promise<number> {
  const options = readOptions();
  if (options === undefined) {
    console.log(HELP);
    return 0;
  }
  const started = new Started();
  const interrupted = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => interrupted.abort());
  const server = new Server(makeFolder(started), process.env.DATABASE_URL || undefined, started);
  try {
    const soaked = await soak(server, options, interrupted.signal, (line) => console.error(line));
    const database = await server.connect();
    const findings = await compare(database, soaked.ledger).finally(() => database.end());
    return report(soaked, findings) ? 0 : 1;
  } finally {
    await started.stop();
  }
}

main().then(
  (code) => process.exit(code),
  (error: Error) => {
    console.error(error.stack);
    process.exit(1);
  },
);
