import { setTimeout as pause } from 'node:timers/promises';
import { isNativeError } from 'node:util/types';
import { ApiError } from '../errors';
import type { Hosts } from './hosts';
import { type Database, type Db, openPool, type PoolSettings } from './pool';
import { NotReached, type Position, Positions } from './positions';

/** Reads that a replica answers when it can, and the primary otherwise. */
export interface Replica {
  /**
   * Runs `work` in a read-only snapshot that contains everything that was acknowledged before, by any process. It may
   * run twice, as in {@link Database.transaction}.
   *
   * @throws ApiError as {@link Database.transaction} does
   */
  read<T>(work: (db: Db) => Promise<T>, who: string): Promise<T>;
  /** Reads something from the replica, whatever happened before. @throws the reason why it cannot be used */
  test(): Promise<void>;
  state(): ReplicaState;
  close(): Promise<void>;
}

interface ReplicaState {
  connections: number;
  /** Reads that the replica answered, and those that the primary answered instead. */
  byReplica: number;
  byPrimary: number;
}

interface ReplicaParts {
  primary: Database;
  hosts: Hosts;
  settings: PoolSettings;
  /** Receives why the primary has to be asked. */
  onFailure: (reason: string) => void;
}

/** The primary can be asked instead, so waiting longer would be a waste. */
const CONNECT_MS = 1000;
/** How often to ask again whether the replica has caught up: replication over a network takes a few milliseconds. */
const CATCH_UP_MS = [2, 4, 8, 16, 32];
/** How long the replica is left alone after a failure, doubled with each further one. */
const REST_MS = { first: 1000, longest: 8000 };
/** What the primary needs to answer with. */
const LEAST_LEFT_MS = 250;
/** Statements that are wrong, and those that took too long, fail on the primary too. */
const FAILS_THERE_TOO = /^(22|23|42|57014)/;

/** Opens a second pool, which leads to a replica, and one connection that asks the primary for its position. */
export function openReplica({ primary, hosts, settings, onFailure }: ReplicaParts): Replica {
  const connectTimeoutMs = Math.min(CONNECT_MS, settings.connectTimeoutMs);
  const replica = openPool(hosts, { ...settings, connectTimeoutMs }, () => {});
  // Not through the pool for calls: there, it would wait for the calls from which the replica is to take load.
  const asking = openPool(primary.connection, { ...settings, connectTimeoutMs, poolSize: 1 }, () => {});
  const positions = new Positions((work) => asking.transaction('write', work));
  const longestMs = settings.connectTimeoutMs + settings.statementTimeoutMs;
  let byReplica = 0;
  let byPrimary = 0;
  let failures = 0;
  let restsSince = 0;
  let restsUntil = 0;

  /** @param began when the read began: of many that fail at the same time, only the first counts. */
  function rest(reason: string, began: number): void {
    onFailure(reason);
    if (began < restsSince) return;
    failures += 1;
    restsSince = performance.now();
    restsUntil = restsSince + Math.min(REST_MS.longest, REST_MS.first * 2 ** (failures - 1));
  }

  /** Whether to try the replica. After a failure, one read at a time finds out whether it works again. */
  function isWorthATry(): boolean {
    const now = performance.now();
    if (now < restsUntil) return false;
    if (failures > 0) restsUntil = now + REST_MS.first;
    return true;
  }

  async function fromReplica<T>(work: (db: Db) => Promise<T>, who: string, since: Position, until: number): Promise<T> {
    const run = <R>(what: (db: Db) => Promise<R>): Promise<R> =>
      replica.transaction('read', what, who, { since, withinMs: until - performance.now() });
    for (const wait of CATCH_UP_MS) {
      try {
        return await run(work);
      } catch (error) {
        if (!(error instanceof NotReached)) throw error;
        await pause(wait);
        // The work would keep the replica busy in vain.
        await run((db) => db.queryOnce('select')).catch((error: unknown) => {
          if (!(error instanceof NotReached)) throw error;
        });
      }
    }
    return run(work);
  }

  return {
    async read(work, who) {
      const began = performance.now();
      const until = began + longestMs;
      if (isWorthATry()) {
        try {
          const since = await positions.latest().catch((error: unknown) => {
            throw new NotReached(`the primary does not tell its position: ${troubleOf(error) ?? error}`);
          });
          const result = await fromReplica(work, who, since, until);
          byReplica += 1;
          failures = 0;
          restsUntil = 0;
          return result;
        } catch (error) {
          const reason = troubleOf(error);
          if (reason === undefined) throw error;
          rest(reason, began);
          if (until - performance.now() < LEAST_LEFT_MS) throw error;
        }
      }
      byPrimary += 1;
      return primary.transaction('read', work, who, { withinMs: until - performance.now() });
    },
    async test() {
      const since = await positions.latest();
      await fromReplica((db) => db.queryOnce('select'), '', since, performance.now() + longestMs);
    },
    state: () => ({ connections: replica.state().connections, byReplica, byPrimary }),
    async close() {
      await Promise.all([replica.close(), asking.close()]);
    },
  };
}

/** Why a read has to be asked of the primary; undefined if it would fail there too. */
function troubleOf(error: unknown): string | undefined {
  if (error instanceof NotReached) return error.message;
  const cause = error instanceof ApiError ? error.cause : error;
  if (error instanceof ApiError && error.kind !== 'unavailable') return undefined;
  if (!isNativeError(cause)) return undefined;
  const code = 'code' in cause ? String(cause.code) : undefined;
  // Whatever else fails without the server's or the system's code is a bug.
  if (!(error instanceof ApiError) && code === undefined) return undefined;
  return FAILS_THERE_TOO.test(code ?? '') ? undefined : cause.message || code;
}
