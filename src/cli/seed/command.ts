import { type Command, InvalidArgumentError } from 'commander';
import { readConfig } from '../../config';
import { connect } from '../../database/connect';
import { migrate } from '../../database/migrate';
import { say } from '../print';
import { progressBar } from '../progress';
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
        const draw: SeedProgress = (done, count, what) =>
          what === 'tickets' ? bar.draw(what, done, count) : bar.draw(what, 0, 0);
        const { added } = await seedLoad(connection, { tickets: options.tickets }, draw).finally(bar.end);
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
