/**
 * Measures mail: `npm run bench:mail -- rate|openings|kills`.
 */
import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { kills } from './mail/kills';
import { openings } from './mail/openings';
import { rate } from './mail/rate';
import { makeFolder, Started, startPostgres } from './servers';

const HELP = `Usage: npm run bench:mail -- rate|openings|kills [--mails 10000] [--kills 20] [--pool 10]
         [--rounds 6] [--seconds 5] [--callers 4]

  rate      sends --mails to a mail server on this machine
  openings  compares OpenTicket without a mail server, and while it is fast, slow, hangs, refuses or is down
  kills     opens --mails tickets, each of which causes a mail, through --kills of the server`;

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      mails: { type: 'string', default: '10000' },
      kills: { type: 'string', default: '20' },
      pool: { type: 'string', default: '10' },
      rounds: { type: 'string', default: '6' },
      seconds: { type: 'string', default: '5' },
      callers: { type: 'string', default: '4' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  const [mode = ''] = positionals;
  if (values.help || !['rate', 'openings', 'kills'].includes(mode)) {
    console.log(HELP);
    process.exitCode = values.help ? 0 : 2;
    return;
  }
  const started = new Started();
  try {
    const folder = makeFolder(started);
    const stage = { folder, postgres: await startPostgres(folder, 100, started), pool: Number(values.pool) };
    const [mails, count] = [Number(values.mails), Number(values.kills)];
    const { callers, rounds, seconds } = values;
    const run = {
      rate: () => rate(stage, mails, started),
      openings: () =>
        openings(stage, { callers: Number(callers), rounds: Number(rounds), seconds: Number(seconds) }, started),
      kills: () => kills(stage, { mails, kills: count }, started),
    }[mode as 'rate' | 'openings' | 'kills'];
    const isReached = await run();
    console.log(`Node ${process.version}, ${cpus().length} cores, load average ${loadavg()[0]?.toFixed(1)}`);
    console.log(isReached ? 'PASS' : 'FAIL');
    if (!isReached) process.exitCode = 1;
  } finally {
    await started.stop();
  }
}

void main();
