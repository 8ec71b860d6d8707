import { NO_TICKETS, type Reading } from '../reading-results';
import type { Kind } from './calls';
import type { Memory } from './memory';
import type { Compared } from './rows';

export type ServerName = 'hatchdesk' | 'full' | 'express' | 'batched' | 'pgbench';

export const SERVERS: Record<ServerName, string> = {
  hatchdesk: 'Hatchdesk',
  full: 'Hatchdesk, a full desk',
  express: 'Express + one statement',
  batched: 'bare Node.js, batched',
  pgbench: 'pgbench, one statement',
};

/** One server at one number of connections, in one round. Times are milliseconds. */
export interface Turn {
  perSecond: number;
  p50: number;
  p99: number;
  /** CPU time per call while callers waited; undefined where it is not measured. */
  serverMs?: number | undefined;
  postgresMs?: number | undefined;
  /** CPU time per call of what a desk did afterwards. */
  laterServerMs?: number | undefined;
  laterPostgresMs?: number | undefined;
  /** The share of the calls whose mails were not waited for. Their time is taken to be that of the others. */
  removedShare?: number | undefined;
}

export interface Level {
  connections: number;
  /** Turns by server; those with the same index took place one after the other. */
  turns: Record<ServerName, Turn[]>;
}

export interface Results {
  machine: {
    date: string;
    node: string;
    postgres: string;
    fsync: string;
    sharedBuffers: string;
    cores: number;
    loadPerCore: number;
    pooler: boolean;
    tickets: number;
  };
  rounds: number;
  seconds: number;
  levels: Level[];
  /** Turns of our own calls at the most connections. */
  kinds: { connections: number; turns: Record<'guest' | Kind, Turn[]> };
  generatorPerSecond: number;
  roundTrips: number;
  rows: Partial<Record<ServerName, Compared>>;
  /** Undefined where it was not asked for. */
  reading?: Reading[] | undefined;
  memory?: Memory | undefined;
}

/** The median; NaN if there are no values. */
export function median(values: number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  const middle = sorted.length >> 1;
  const [low = Number.NaN, high = Number.NaN] = [sorted[(sorted.length - 1) >> 1], sorted[middle]];
  return (low + high) / 2;
}

/** The medians of all figures of some turns. */
export function medians(turns: Turn[]): Turn {
  const of = (figure: (turn: Turn) => number | undefined): number =>
    median(turns.map((turn) => figure(turn) ?? Number.NaN));
  return {
    perSecond: of(({ perSecond }) => perSecond),
    p50: of(({ p50 }) => p50),
    p99: of(({ p99 }) => p99),
    serverMs: of(({ serverMs }) => serverMs),
    postgresMs: of(({ postgresMs }) => postgresMs),
    laterServerMs: of(({ laterServerMs }) => laterServerMs),
    laterPostgresMs: of(({ laterPostgresMs }) => laterPostgresMs),
    removedShare: of(({ removedShare }) => removedShare),
  };
}

/** The median of the ratios round by round, because the parts of a round took place under the same conditions. */
export const ratio = (ours: Turn[], theirs: Turn[], figure: 'perSecond' | 'p50' = 'perSecond'): number =>
  median(ours.map((turn, round) => turn[figure] / (theirs[round]?.[figure] ?? Number.NaN)));

export interface Ratio {
  what: string;
  value: number;
  target?: { atLeast: number } | { atMost: number };
  unit?: 'ms' | 'MB';
}

/** Every figure that has a target, and the ratio to each yardstick. NaN where something was not measured. */
export function ratiosOf({ levels, kinds, roundTrips, machine, reading, memory }: Results): Ratio[] {
  const most = levels.reduce((one, other) => (other.connections > one.connections ? other : one));
  const alone = levels.find(({ connections }) => connections === 1);
  const { hatchdesk, full, express, batched, pgbench } = most.turns;
  const { guest, client } = kinds.turns;
  const at = `${most.connections} connections`;
  const kind = (name: Kind, to: Turn[], what: string, atLeast: number): Ratio => ({
    what,
    value: ratio(kinds.turns[name], to),
    target: { atLeast },
  });
  return [
    { what: `${at}: of ${SERVERS.express}`, value: ratio(hatchdesk, express), target: { atLeast: 0.8 } },
    { what: `${at}: of ${SERVERS.batched}`, value: ratio(hatchdesk, batched) },
    { what: `${at}: of ${SERVERS.pgbench}`, value: ratio(hatchdesk, pgbench), target: { atLeast: 0.5 } },
    { what: `${at}: 99th percentile`, value: medians(hatchdesk).p99, target: { atMost: 25 }, unit: 'ms' },
    {
      what: `1 connection: median time, of ${SERVERS.express}`,
      value: alone === undefined ? Number.NaN : ratio(alone.turns.hatchdesk, alone.turns.express, 'p50'),
      target: { atMost: 1.5 },
    },
    kind('reply', guest, "AddTicketReply, of a guest's OpenTicket", 0.9),
    kind('client', guest, "OpenTicket for a client, of a guest's", 0.7),
    kind('fields', guest, "OpenTicket with three custom fields, of a guest's", 0.6),
    kind('attachment', guest, "OpenTicket with an attachment of 100 KB, of a guest's", 0.3),
    kind('socialboards', guest, "Socialboards API, of a guest's ticket through WHMCS's", 0.7),
    kind('keliweb', client, "reseller API, of a client's ticket through WHMCS's", 0.7),
    kind('helpdeskeddy', client, "HelpDeskEddy API, of a client's ticket through WHMCS's", 0.7),
    ...(full.length === 0 ? [] : [fullRatio(`${at}, ${machine.tickets} tickets: of an empty desk`, full, hatchdesk)]),
    ...(reading === undefined ? [] : readingRatios(reading, machine.tickets)),
    { what: "round trips to PostgreSQL per guest's OpenTicket", value: roundTrips, target: { atMost: 1 } },
    ...(memory === undefined ? [] : memoryRatios(memory)),
  ];
}

const fullRatio = (what: string, full: Turn[], empty: Turn[]): Ratio => ({
  what,
  value: ratio(full, empty),
  target: { atLeast: 0.85 },
});

const isJudged = ({ isHard, notes }: Reading): boolean => !isHard && !notes.includes(NO_TICKETS);

function readingRatios(reading: Reading[], tickets: number): Ratio[] {
  const slowest = (figure: 'p50' | 'p99'): number =>
    Math.max(...reading.filter(isJudged).map((one) => one[figure] ?? Number.POSITIVE_INFINITY));
  const what = `reading among ${tickets} tickets`;
  return [
    { what: `${what}: the highest median`, value: slowest('p50'), target: { atMost: 10 }, unit: 'ms' },
    { what: `${what}: the highest 99th percentile`, value: slowest('p99'), target: { atMost: 50 }, unit: 'ms' },
  ];
}

/** What has a target about memory. */
export const memoryRatios = ({ peakMb, growth, callers, mbEach, calls }: Memory): Ratio[] => [
  {
    what: `memory while ${callers} callers send ${mbEach} MB each`,
    value: peakMb,
    target: { atMost: 512 },
    unit: 'MB',
  },
  { what: `memory after ${calls} calls, of that after the second step`, value: growth, target: { atMost: 1.25 } },
];

/** Whether a target is reached; undefined without a target or a value. */
export function isReached({ value, target }: Ratio): boolean | undefined {
  if (target === undefined || Number.isNaN(value)) return undefined;
  return 'atLeast' in target ? value >= target.atLeast : value <= target.atMost;
}
