import { parseArgs } from 'node:util';

export interface Options {
  /** The length of a turn. */
  seconds: number;
  rounds: number;
  connections: number[];
  /** How many tickets a second desk has before it is measured; 0 for no second desk. */
  tickets: number;
  /** Measures everything that has a target: reading and memory too. */
  all: boolean;
  pooler: boolean;
  /** Measures memory and nothing else. */
  memory: boolean;
  /** How long to wait for a quiet machine, in minutes; undefined to measure now. */
  wait: number | undefined;
  json: boolean;
  write: boolean;
}

export const HELP = `Usage: npm run bench -- [options]

  --seconds N         length of a turn (3)
  --rounds N          turns of each server; the medians of the rounds count (5)
  --connections LIST  numbers of connections, separated by commas (1,32)
  --tickets N         also measures a desk that has so many tickets already
  --all               measures everything that has a target: also a desk of 1000000 tickets, reading there, and memory
  --pooler            Hatchdesk reaches its database through PgBouncer in mode transaction
  --memory            measures Hatchdesk's memory under large files and many calls, and nothing else
  --wait MINUTES      how long to wait until the machine is quiet (10)
  --now               measures even though the machine is busy
  --json              prints all figures as JSON
  --write             also writes docs/bench.md and docs/bench.svg`;

/**
 * Reads the options of the command line.
 *
 * @returns undefined if they ask for help
 * @throws Error that names a wrong option
 */
export function readOptions(): Options | undefined {
  const { values } = parseArgs({
    options: {
      seconds: { type: 'string', default: '3' },
      rounds: { type: 'string', default: '5' },
      connections: { type: 'string', default: '1,32' },
      tickets: { type: 'string' },
      all: { type: 'boolean', default: false },
      pooler: { type: 'boolean', default: false },
      memory: { type: 'boolean', default: false },
      wait: { type: 'string', default: '10' },
      now: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      write: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) return undefined;
  return {
    seconds: whole(values.seconds),
    rounds: whole(values.rounds),
    connections: values.connections.split(',').map(whole),
    tickets: ticketsOf(values.tickets, values.all),
    all: values.all,
    pooler: values.pooler,
    memory: values.memory,
    wait: values.now ? undefined : whole(values.wait),
    json: values.json,
    write: values.write,
  };
}

function ticketsOf(text: string | undefined, all: boolean): number {
  if (text === undefined) return all ? 1_000_000 : 0;
  return text === '0' && !all ? 0 : whole(text);
}

function whole(text: string): number {
  if (!/^[1-9]\d{0,7}$/.test(text)) throw new Error(`"${text}" is not a whole number above 0`);
  return Number(text);
}
