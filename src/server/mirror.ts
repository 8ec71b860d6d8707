import type { Logger } from 'pino';
import type { FindListeners } from '../deliveries/listener';
import type { Desk } from '../desk/desk';
import { createSeldom } from '../desk/seldom';
import { isOutageOrBusy } from '../errors';
import { createPull } from '../mirror/pull';
import { createMirror } from '../mirror/push';
import type { PeriodicWork } from './periodic';

/** Soon enough for whoever works in the other desk, and seldom enough for that desk. */
const PULL_EVERY_MS = 60_000;

interface Pulling {
  /** What the server does regularly; nothing without an upstream. */
  works: PeriodicWork[];
  stop(): Promise<void>;
}

/** Reads what is new in the old desk, while the setting wants it. */
export function createPulling({ database, config, settings, clock }: Desk, log: Pick<Logger, 'warn'>): Pulling {
  const { upstream } = config;
  if (upstream === undefined) return { works: [], stop: async () => {} };
  const { timeZone } = config.desk;
  const pull = createPull({ connection: database.connection, upstream, timeZone, clock });
  const seldom = createSeldom(() => performance.now());
  const work: PeriodicWork = {
    everyMs: PULL_EVERY_MS,
    async run(isWanted) {
      if ((await settings()).mirror !== 'pull' || !isWanted()) return;
      if ((await pull.run()) !== 'nothing imported') return;
      const repeated = seldom('nothing imported');
      if (repeated !== undefined) log.warn({ repeated }, 'nothing is read from the old desk before its first import');
    },
    onFailure: (error) => isOutageOrBusy(error) || log.warn({ err: error }, 'the old desk was not read'),
  };
  return { works: [work], stop: () => pull.close() };
}

/** The mirror of a running desk, while there is an upstream and the setting wants one. */
export function findMirror({ database, upstream, settings, clock }: Desk): FindListeners {
  if (upstream === undefined) return () => [];
  const mirror = createMirror({ database, upstream, clock });
  return async () => ((await settings()).mirror === 'push' ? [mirror] : []);
}
