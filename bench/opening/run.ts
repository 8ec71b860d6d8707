import { availableParallelism } from 'node:os';
import { ask, type Started } from '../servers';
import { guestCalls, KINDS, type Kind, type OurCalls, ourCalls } from './calls';
import { measureMemory } from './memory';
import type { Options } from './options';
import { measureReading } from './reading';
import type { Level, Results, Turn } from './results';
import { countRoundTrips } from './round-trips';
import { compareOurs, comparePlain } from './rows';
import { prepare, type Stage } from './stage';
import { ourTurn, pgbenchTurn, plainTurn } from './turns';

/** Enough for V8 to compile every hot path. */
const WARM_UP = { seconds: 10, requests: 5000 };
const WARM_UP_OF_A_KIND = { seconds: 5, requests: 1000 };
/** How many tickets are replied to, in turn: many, as on a real desk, so that replies don't wait for each other. */
const REPLIED_TO = 500;

type Progress = (text: string) => void;

/**
 * Measures everything that the report shows.
 *
 * @param loadPerCore what the machine did before
 */
export async function measureAll(
  options: Options,
  loadPerCore: number,
  started: Started,
  progress: Progress,
): Promise<Results> {
  progress('starting PostgreSQL and the servers');
  const stage = await prepare(options, started, progress);
  const { desk, fullDesk } = stage;
  const connections = Math.max(...options.connections);

  progress('warming up');
  for (const one of fullDesk === undefined ? [desk] : [desk, fullDesk]) {
    await ourTurn(stage, one, 'guest', guestCalls(), { connections, ...WARM_UP });
  }
  await plainTurn(stage, 'express', { connections, ...WARM_UP });
  await plainTurn(stage, 'batched', { connections, ...WARM_UP });
  await pgbenchTurn(stage, { connections, seconds: 1 });

  const levels: Level[] = [];
  for (const level of options.connections) levels.push(await measureServers(stage, level, options, progress));
  const kinds = { connections, turns: await measureKinds(stage, connections, options, progress) };

  progress('measuring the load generator');
  const nothing = { ...guestCalls(), path: '/nothing', port: stage.servers.batched.port };
  const { successes, seconds } = await stage.generate({ ...nothing, connections, seconds: 2 });

  progress('counting round trips');
  const roundTrips = await countRoundTrips(stage, started);

  progress('counting rows');
  const { databases, ledgers } = stage;
  const results = {
    machine: { ...(await describeMachine(stage)), loadPerCore, pooler: options.pooler, tickets: options.tickets },
    rounds: options.rounds,
    seconds: options.seconds,
    levels,
    kinds,
    generatorPerSecond: successes / seconds,
    roundTrips,
    rows: {
      hatchdesk: await compareOurs(desk),
      ...(fullDesk !== undefined && { full: await compareOurs(fullDesk) }),
      express: await comparePlain(databases.express, ledgers.express),
      batched: await comparePlain(databases.batched, ledgers.batched),
      pgbench: await comparePlain(databases.pgbench, ledgers.pgbench),
    },
  };
  if (!options.all) return results;
  const reading = await orUndefined('reading', () => measureReading(stage.fullUrl, progress), progress);
  const memory = await orUndefined('memory', () => measureMemory(started, progress), progress);
  return { ...results, reading, memory };
}

/** What took a quarter of an hour must not be lost because its last part fails. */
async function orUndefined<T>(what: string, measure: () => Promise<T>, progress: Progress): Promise<T | undefined> {
  return measure().catch((error: Error) => {
    progress(`${what} could not be measured: ${error.message}\n`);
    return undefined;
  });
}

/** The servers take turns, so that whatever else the machine does affects all of them alike. */
async function measureServers(
  stage: Stage,
  connections: number,
  { rounds, seconds }: Options,
  progress: Progress,
): Promise<Level> {
  const how = { connections, seconds };
  const { desk, fullDesk } = stage;
  const turns: Level['turns'] = { hatchdesk: [], full: [], express: [], batched: [], pgbench: [] };
  for (let round = 1; round <= rounds; round++) {
    progress(`connections: ${connections}, round ${round} of ${rounds}`);
    turns.hatchdesk.push(await ourTurn(stage, desk, 'guest', guestCalls(), how));
    if (fullDesk !== undefined) turns.full.push(await ourTurn(stage, fullDesk, 'guest', guestCalls(), how));
    turns.express.push(await plainTurn(stage, 'express', how));
    turns.batched.push(await plainTurn(stage, 'batched', how));
    const pgbench = await pgbenchTurn(stage, how);
    if (pgbench !== undefined) turns.pgbench.push(pgbench);
  }
  return { connections, turns };
}

async function measureKinds(
  stage: Stage,
  connections: number,
  { rounds, seconds }: Options,
  progress: Progress,
): Promise<Record<'guest' | Kind, Turn[]>> {
  const calls: OurCalls = ourCalls(stage.callers, stage.desk.ledger.ids.slice(0, REPLIED_TO));
  const kinds = ['guest', ...Object.keys(KINDS)] as ('guest' | Kind)[];
  const turns = Object.fromEntries(kinds.map((kind) => [kind, [] as Turn[]])) as Record<'guest' | Kind, Turn[]>;
  progress("warming up Hatchdesk's other calls");
  for (const kind of kinds) await ourTurn(stage, stage.desk, kind, calls[kind], { connections, ...WARM_UP_OF_A_KIND });
  for (let round = 1; round <= rounds; round++) {
    progress(`Hatchdesk's other calls, round ${round} of ${rounds}`);
    for (const kind of kinds) {
      turns[kind].push(await ourTurn(stage, stage.desk, kind, calls[kind], { connections, seconds }));
    }
  }
  return turns;
}

async function describeMachine({ desk }: Stage) {
  const [settings] = await ask<Record<'postgres' | 'fsync' | 'buffers', string>>(
    desk.database,
    `select current_setting('server_version') as postgres, current_setting('fsync') as fsync,
       current_setting('shared_buffers') as buffers`,
  );
  return {
    date: new Date().toISOString().slice(0, 10),
    node: process.version,
    postgres: settings?.postgres ?? '',
    fsync: settings?.fsync ?? '',
    sharedBuffers: settings?.buffers ?? '',
    cores: availableParallelism(),
  };
}
