import type { Job, Outcome } from '../load';
import { runPgbench } from '../yardsticks/pgbench';
import { type Calls, guestCalls, type Kind } from './calls';
import { type Cpu, cpuOf } from './cpu';
import { untilFollowed } from './following';
import type { Turn } from './results';
import type { OurDesk, Stage } from './stage';

type How = Pick<Job, 'connections' | 'seconds' | 'requests'>;

/**
 * Measures calls of a server of ours. The turn ends when everything has been done that the calls left to be done after
 * their answer, so that this disturbs nobody else's turn. It is measured apart.
 */
export async function ourTurn(
  stage: Stage,
  desk: OurDesk,
  kind: 'guest' | Kind,
  calls: Calls,
  how: How,
): Promise<Turn> {
  const { port, pid } = desk.server;
  const cpu = () => cpuTimes(stage, pid);
  const began = cpu();
  const outcome = await stage.generate({ port, ...calls, ...how });
  const answered = cpu();
  desk.ledger.add(kind, outcome);
  const { written, removed, used } = await untilFollowed(desk.database, cpu);
  const ended = cpu();
  const { successes } = outcome;
  const ofAll = (name: keyof Cpu): number =>
    ended[name] - answered[name] + (removed === 0 ? 0 : (removed / written) * used[name]);
  return {
    ...figuresOf(outcome),
    ...perSuccess(began, answered, successes),
    laterServerMs: ofAll('server') / successes,
    laterPostgresMs: ofAll('postgres') / successes,
    removedShare: removed / successes,
  };
}

/** Measures a yardstick with the tickets of guests. */
export async function plainTurn(stage: Stage, server: 'express' | 'batched', how: How): Promise<Turn> {
  const { port, pid } = stage.servers[server];
  const began = cpuTimes(stage, pid);
  const outcome = await stage.generate({ port, ...guestCalls(), path: '/', ...how });
  const answered = cpuTimes(stage, pid);
  stage.ledgers[server].add('guest', outcome);
  return { ...figuresOf(outcome), ...perSuccess(began, answered, outcome.successes) };
}

/** Measures pgbench, if it is installed. */
export async function pgbenchTurn(stage: Stage, how: How): Promise<Turn | undefined> {
  const { pgbench, folder, databases, ledgers } = stage;
  if (pgbench === undefined) return undefined;
  const began = cpuTimes(stage);
  const { transactions, ...figures } = await runPgbench(pgbench, folder, databases.pgbench, how);
  const answered = cpuTimes(stage);
  ledgers.pgbench.add('guest', { successes: transactions });
  return { ...figures, ...perSuccess(began, answered, transactions) };
}

const figuresOf = ({ successes, seconds, p50, p99 }: Outcome): Turn => ({ perSecond: successes / seconds, p50, p99 });

/** The CPU time so far of a server and of PostgreSQL in milliseconds; NaN where it cannot be measured. */
const cpuTimes = ({ postgresPid }: Stage, serverPid?: number): Cpu => ({
  server: (serverPid === undefined ? undefined : cpuOf(serverPid)) ?? Number.NaN,
  postgres: cpuOf(postgresPid) ?? Number.NaN,
});

const perSuccess = (from: Cpu, to: Cpu, successes: number) => ({
  serverMs: (to.server - from.server) / successes,
  postgresMs: (to.postgres - from.postgres) / successes,
});
