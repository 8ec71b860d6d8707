import { type Command, InvalidArgumentError } from 'commander';
import { readConfig } from '../../config';
import { connect } from '../../database/connect';
import { migrate } from '../../database/migrate';
import { say } from '../print';
import { type SeedProgress, seedLoad } from './load';

const MOST_TICKETS = 5_000_000;

export function addSeedLoad(program: Command): void {
  program
    .command('seed-load')
    .description(
      'fill an empty desk with generated tickets, to measure it under load; continues where it was interrupted',
    )
    .option('--tickets <number>', 'the number of tickets', tickets, 100_000)
    .action(async (options: { tickets: number }) => {
      const { connection, stop } = await connect(readConfig());
      try {
        await migrate(connection);
        const started = performance.now();
        const bar = progressBar();
        const { added } = await seedLoad(connection, { tickets: options.tickets }, bar.draw).finally(bar.end);
        const seconds = Math.round((performance.now() - started) / 1000);
        say(
          added === 0
            ? 'Nothing to do: the desk already has all of them'
            : `Added ${grouped(added)} tickets in ${seconds} s`,
        );
      } finally {
        await stop();
      }
    });
}

function tickets(text: string): number {
  const number = /^\d{1,7}$/.test(text) ? Number(text) : 0;
  if (number < 1 || number > MOST_TICKETS) {
    throw new InvalidArgumentError(`must be a whole number from 1 to ${MOST_TICKETS}`);
  }
  return number;
}

const grouped = (number: number): string => number.toLocaleString('en');

const WIDTH = 30;

/** Draws a progress bar on a terminal, or else prints a line every 5 %. Call `end` before printing anything else. */
function progressBar(): { draw: SeedProgress; end: () => void } {
  const begun = performance.now();
  let first: number | undefined;
  let lastStep = '';
  let isDrawn = false;
  const draw: SeedProgress = (done, count, what) => {
    first ??= done;
    const seconds = (performance.now() - begun) / 1000;
    const left = done > first ? Math.round(((count - done) / (done - first)) * seconds) : undefined;
    const share = done / count;
    const text =
      what === 'tickets'
        ? `${grouped(done)} of ${grouped(count)} tickets${left === undefined ? '' : `, about ${left} s left`}`
        : what;
    if (process.stderr.isTTY) {
      const bar = '#'.repeat(Math.round(WIDTH * share)).padEnd(WIDTH);
      process.stderr.write(`\r\x1b[K[${bar}] ${Math.floor(100 * share)} %  ${text}`);
      isDrawn = true;
      return;
    }
    const step = what === 'tickets' ? `${Math.floor(20 * share)}` : what;
    if (step !== lastStep) process.stderr.write(`${Math.floor(100 * share)} %  ${text}\n`);
    lastStep = step;
  };
  return {
    draw,
    end() {
      if (isDrawn) process.stderr.write('\n');
    },
  };
}
