import { setMaxListeners } from 'node:events';
import { CREDENTIAL } from '../servers';
import type { Stage } from './calls';
import { Client } from './client';
import type { Gauge } from './gauges';
import { Judge } from './judge';
import { Ledger } from './ledger';
import { drawCall } from './mix';
import type { Server } from './server';
import { ON_DATABASE, ON_EVERYTHING, type Strike, strikeAndWait } from './strikes';

export interface Options {
  minutes: number;
  /** Calls per second, all together. */
  rate: number;
  callers: number;
}

export interface Soaked {
  seconds: number;
  ledger: Ledger;
  judge: Judge;
  gauges: Gauge[];
  strikes: { name: string; seconds: number }[];
}

const ADMIN_EMAIL = 'eddy@example.com';
/** Between strikes. Short soaks strike more often, so that they see each kind. */
const STRIKE_EVERY_S = { least: 7, most: 30, perSoak: 20 };
const PROGRESS_EVERY_MS = 10_000;
/** What the server does after its last answer, such as closing connections, takes a moment. */
const SETTLE_MS = 1_500;

/** Waits, or returns early when the soak is interrupted. */
function sleep(ms: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, Math.max(0, ms));
    signal.addEventListener('abort', done);
  });
}

/** Makes a caller for each API. */
async function makeCallers(server: Server): Promise<Stage['callers']> {
  await server.run('client', 'create', '--first-name', 'Ann', '--last-name', 'Lee', '--email', 'ann.lee@example.com');
  await server.run('admin', 'create', 'eddy', '--email', ADMIN_EMAIL, '--first-name', 'Eddy');
  const client = await server.run('token', 'create', '--client', '1');
  const program = await server.run('token', 'create', '--door', 'socialboards', '--credential', CREDENTIAL.identifier);
  const key = await server.run('api-key', 'create', '--admin', 'eddy');
  return {
    keliweb: { Authorization: `Bearer ${client.token}` },
    socialboards: { Authorization: `Bearer ${program.token}` },
    helpdeskeddy: { Authorization: `Basic ${Buffer.from(`${ADMIN_EMAIL}:${key.api_key}`).toString('base64')}` },
  };
}

/** Calls that pause on demand, so that something can be measured while nobody calls. */
class Callers {
  private running = 0;
  private paused: Promise<void> | undefined;
  private resume: () => void = () => {};

  constructor(
    private readonly stage: Stage,
    private readonly signal: AbortSignal,
  ) {}

  async run({ rate, callers }: Options): Promise<void> {
    const everyMs = (1000 * callers) / rate;
    await Promise.all(
      Array.from({ length: callers }, async (_, index) => {
        let next = performance.now() + (everyMs * index) / callers;
        while (!this.signal.aborted) {
          await sleep(next - performance.now(), this.signal);
          await this.paused;
          this.running++;
          await drawCall()(this.stage).finally(() => this.running--);
          // Calls that could not be made are not made up for.
          next = Math.max(next + everyMs, performance.now());
        }
      }),
    );
  }

  /** Measures after every call has been answered, and lets the callers go on. */
  async inQuiet<T>(measure: () => Promise<T>): Promise<T> {
    this.paused = new Promise((resolve) => {
      this.resume = resolve;
    });
    try {
      while (this.running > 0) await sleep(20, this.signal);
      this.stage.client.rest();
      await sleep(SETTLE_MS, this.signal);
      return await measure();
    } finally {
      this.paused = undefined;
      this.resume();
    }
  }
}

/** Draws one strike after the other: the first third on everything, then only on the database. */
function* strikesOf(isFirstThird: () => boolean): Generator<Strike, never> {
  for (let turn = 0; ; turn++) {
    const strikes = isFirstThird() ? ON_EVERYTHING : ON_DATABASE;
    yield strikes[turn % strikes.length] as Strike;
  }
}

/**
 * Lets callers work until the time is over or `interrupted`, while strike follows strike.
 *
 * @param onProgress gets a line every ten seconds
 */
export async function soak(
  server: Server,
  options: Options,
  interrupted: AbortSignal,
  onProgress: (line: string) => void,
): Promise<Soaked> {
  const client = new Client(await server.start());
  const [ledger, judge] = [new Ledger(), new Judge()];
  const callers = await makeCallers(server);
  const over = new AbortController();
  // Every waiting caller listens.
  setMaxListeners(0, over.signal);
  const stage: Stage = { client, ledger, judge, callers, isOver: () => over.signal.aborted };
  interrupted.addEventListener('abort', () => over.abort());

  const began = performance.now();
  const seconds = (): number => (performance.now() - began) / 1000;
  const length = options.minutes * 60;
  const { least, most, perSoak } = STRIKE_EVERY_S;
  const every = Math.min(most, Math.max(least, length / perSoak));
  const gauges: Gauge[] = [];
  const strikes: Soaked['strikes'] = [];
  const progress = setInterval(() => onProgress(line()), PROGRESS_EVERY_MS);
  const line = (): string =>
    `${Math.round(seconds())} s: ${judge.calls} calls, ${ledger.count('acknowledged')} tickets, ${strikes.length} strikes, ` +
    `RSS ${Math.round((gauges.at(-1)?.rss ?? 0) / 1024 / 1024)} MB, ${judge.verdict().length} failures`;

  const calling = new Callers(stage, over.signal);
  const working = calling.run(options);
  const ahead = strikesOf(() => seconds() < length / 3);
  const strike = async (what: Strike): Promise<void> => {
    strikes.push({ name: what.name, seconds: await strikeAndWait(what, server, stage) });
  };
  try {
    while (seconds() + every < length && !over.signal.aborted) {
      await sleep(every * 1000, over.signal);
      if (over.signal.aborted) break;
      gauges.push(await calling.inQuiet(() => server.measure(Math.round(seconds()))));
      // The strike must meet calls.
      await sleep(1_000, over.signal);
      await strike(ahead.next().value);
    }
    await sleep((length - seconds()) * 1000, over.signal);
    if (!over.signal.aborted) await strike(ON_EVERYTHING.at(-1) as Strike);
  } finally {
    clearInterval(progress);
    over.abort();
    await working;
  }
  onProgress(line());
  return { seconds: seconds(), ledger, judge, gauges, strikes };
}
