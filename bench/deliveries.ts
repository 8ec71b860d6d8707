/**
 * Measures how events are delivered to webhooks: `npm run bench:deliveries -- kills|hanging|rate`.
 *
 * `kills` ends the server again and again while it delivers, and checks that every event came, in the order of its
 * ticket. `hanging` measures how long an event takes to one receiver while all others hang. `rate` measures how many
 * deliveries a process makes in a second.
 */
import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { Desk } from './deliveries/desk';
import { hanging } from './deliveries/hanging';
import { kills } from './deliveries/kills';
import { rate } from './deliveries/rate';
import { createDatabase, makeFolder, Started, startPostgres } from './servers';

const HELP = `Usage: npm run bench:deliveries -- kills|hanging|rate [--events 100000] [--kills 20] [--receivers 50] [--tickets 600]

  kills    delivers --events to three receivers through --kills of the server
  hanging  opens --tickets while all of --receivers but one hang
  rate     delivers --events, each of another ticket, to one receiver`;

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      events: { type: 'string', default: '100000' },
      kills: { type: 'string', default: '20' },
      receivers: { type: 'string', default: '50' },
      tickets: { type: 'string', default: '600' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  const [mode = ''] = positionals;
  if (values.help || !['kills', 'hanging', 'rate'].includes(mode)) {
    console.log(HELP);
    process.exitCode = values.help ? 0 : 2;
    return;
  }
  const started = new Started();
  try {
    const folder = makeFolder(started);
    const database = await createDatabase(await startPostgres(folder, 40, started), 'deliveries');
    const desk = new Desk(database, folder, started);
    await desk.start();
    const run = {
      kills: () => kills(desk, Number(values.events), Number(values.kills)),
      hanging: () => hanging(desk, Number(values.receivers), Number(values.tickets)),
      rate: () => rate(desk, Number(values.events)),
    }[mode as 'kills' | 'hanging' | 'rate'];
    const isReached = await run();
    console.log(`Node ${process.version}, ${cpus().length} cores, load average ${loadavg()[0]?.toFixed(1)}`);
    console.log(isReached ? 'PASS' : 'FAIL');
    if (!isReached) process.exitCode = 1;
  } finally {
    await started.stop();
  }
}

void main();
