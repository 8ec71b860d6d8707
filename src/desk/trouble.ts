import type { Logger } from 'pino';
import { explainFailure } from '../database/explain';
import type { Database } from '../database/pool';
import { isOutage } from '../errors';

/** A trouble that goes on: hundreds of calls may fail of it in a second. */
interface Trouble {
  problem: string;
  since: number;
  lastFailure: number;
  lastTold: number;
  failed: number;
}

const TELL_EVERY_MS = 60_000;

/** While some calls work and others fail, a trouble goes on. Afterwards, this long without a failure ends it. */
const CALM_MS = 3_000;

/** One outage shows itself in several ways, one after the other, and must not be told as several. */
const WAYS_TO_BE_AWAY = new Set(['nothing listens', 'unreachable', 'starting', 'connection broken', 'unknown host']);

type Log = Pick<Logger, 'error' | 'warn' | 'info'>;

/**
 * Logs the troubles of a database, whatever number of calls fail of them: an error at the beginning that says what to
 * do, a warning with the number of failures once a minute, and a line at the end.
 *
 * @param now the time in milliseconds
 * @returns the database, whose failures and successes are noticed; and whether any trouble goes on
 */
export function watchTrouble(
  database: Database,
  log: Log,
  now: () => number,
): { database: Database; isInTrouble: () => boolean } {
  const troubles = new Map<string, Trouble>();

  function noticeFailure(failure: unknown): void {
    const { kind, problem, todo, reason } = explainFailure(failure);
    const time = now();
    const name = WAYS_TO_BE_AWAY.has(kind) ? 'away' : kind;
    const known = troubles.get(name);
    if (known === undefined) {
      troubles.set(name, { problem, since: time, lastFailure: time, lastTold: time, failed: 1 });
      log.error({ problem, todo, reason }, 'trouble with the database');
      return;
    }
    known.problem = problem;
    known.failed += 1;
    known.lastFailure = time;
    if (time - known.lastTold < TELL_EVERY_MS) return;
    known.lastTold = time;
    log.warn({ ...described(known, time), todo, reason }, 'the trouble with the database goes on');
  }

  function noticeSuccess(): void {
    const time = now();
    for (const [kind, trouble] of troubles) {
      if (time - trouble.lastFailure < CALM_MS) continue;
      troubles.delete(kind);
      log.info(described(trouble, time), 'the trouble with the database is over');
    }
  }

  const transaction: Database['transaction'] = async (...call) => {
    try {
      const result = await database.transaction(...call);
      if (troubles.size > 0) noticeSuccess();
      return result;
    } catch (error) {
      // Without a cause, something else than the database was not available, such as the desk's key.
      if (isOutage(error) && error.cause !== undefined) noticeFailure(error);
      throw error;
    }
  };

  return { database: { ...database, transaction }, isInTrouble: () => troubles.size > 0 };
}

const described = ({ problem, since, failed }: Trouble, time: number) => ({
  problem,
  failed,
  seconds: Math.round((time - since) / 1000),
});
