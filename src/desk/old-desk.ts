import type { Logger } from 'pino';
import { createForwarding, type Forwarding } from '../calls/forwarding';
import type { Registry } from '../calls/registry';
import type { Config } from '../config';
import type { Database } from '../database/pool';
import type { LookUp } from '../moving/looking-up';
import type { UpstreamClient } from '../upstream/client';
import { createSeldom } from './seldom';

interface OldDeskParts {
  database: Database;
  registry: Registry;
  clock: () => Date;
}

/** The ways to the old desk; undefined if the configuration names none. */
interface OldDesk {
  upstream: UpstreamClient | undefined;
  forwarding: Forwarding | undefined;
  lookUp: LookUp | undefined;
}

/** Opens the ways to the old desk. Nothing is sent before the first call. */
export function openOldDesk(config: Config, log: Logger, { database, registry, clock }: OldDeskParts): OldDesk {
  if (config.upstream === undefined) return { upstream: undefined, forwarding: undefined, lookUp: undefined };
  // Loaded only when wanted, because every start would wait for them.
  const { openUpstream } = require('../upstream/client') as typeof import('../upstream/client');
  const { createLookUp } = require('../moving/looking-up') as typeof import('../moving/looking-up');
  const upstream = openUpstream(config.upstream, {}, (isUp, reason) => {
    if (isUp) log.info('the old desk answers again');
    else log.warn({ reason }, 'the old desk does not answer, so it is not asked for a moment');
  });
  const seldom = createSeldom(() => clock().getTime());
  return {
    upstream,
    forwarding: createForwarding({
      ...{ upstream, database, registry, clock },
      onFailure: (error) => log.error({ err: error }, 'a forwarded call has no entry in the activity log'),
    }),
    lookUp: createLookUp({
      ...{ upstream, database, clock, timeZone: config.desk.timeZone, answerWithinMs: config.upstream.lookUpMs },
      onFailure({ message: reason }) {
        const repeated = seldom(reason);
        if (repeated !== undefined) log.warn({ reason, repeated }, 'the old desk could not be asked for a client');
      },
    }),
  };
}
