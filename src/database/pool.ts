import { setTimeout as pause } from 'node:timers/promises';
import type { ClientBase, PoolClient } from 'pg';
import { Outdated } from '../errors';
import { Call, type Taken } from './call';
import { openConnections } from './connections';
import type { Db } from './db';
import {
  connectionError,
  databaseError,
  isDeadlock,
  isLost,
  isMisprepared,
  isPassing,
  isReadOnly,
  isTooLate,
  isUnavailable,
  isVanishedReference,
  isWithoutTransactions,
} from './failures';
import { type Address, type Connection, Hosts } from './hosts';
import type { Position } from './positions';
import { type Prepare, type Session, Sessions } from './session';
import { type Times, Together } from './together';
import { Turns } from './turns';

export type { Db } from './db';
export type { Connection } from './hosts';

/** How busy the pool is. */
interface PoolState {
  /** Calls that wait for their turn, and turns that nobody has. */
  waiting: number;
  free: number;
  /** How long all calls so far have waited together, in milliseconds. */
  waitedMs: number;
  /** Open connections, and those of them that nobody uses. */
  connections: number;
  idle: number;
}

/** What a transaction may be told besides. */
interface TransactionOptions {
  /** For reads on a replica: what it must have reached, or else NotReached is thrown. */
  since?: Position;
  /** How long everything may take, in milliseconds, if that is less than usual. */
  withinMs?: number;
}

export interface PoolSettings {
  poolSize: number;
  statementTimeoutMs: number;
  connectTimeoutMs: number;
  prepare: Prepare;
}

export interface Database {
  /** How to reach this database, for code that needs its own connection (migrations, listeners). */
  connection: Connection;
  /**
   * Runs `work` in a transaction. The begin travels with the first statement, and the commit follows `work`. Statements
   * sent by {@link Db.lookUpTogether} need no transaction. A connection is taken for the first statement, so `work` that sends
   * none costs none.
   *
   * `work` is retried when it cannot have had an effect: when the connection turns out dead at the start, and once when
   * a row it refers to has been deleted meanwhile, the server broke a deadlock, or it throws {@link Outdated}.
   *
   * @param who whose call it is. Calls that have to wait for a connection wait in a line of their own for each caller;
   *   without it, the work is our own
   * @param access `read` takes a read-only snapshot, so that several statements see the same state of the desk
   * @throws ApiError (unavailable) when the database cannot be reached or does not answer in time, with a text of its
   *   own when it is unknown whether the commit took place; (busy) when no connection became free in time; and anything
   *   that `work` throws, after a rollback
   */
  transaction<T>(
    access: 'read' | 'write',
    work: (db: Db) => Promise<T>,
    who?: string,
    options?: TransactionOptions,
  ): Promise<T>;
  /** What the newest connection leads to; undefined before the first. */
  session(): Session | undefined;
  state(): PoolState;
  close(): Promise<void>;
}

const RETRY_AFTER_MS = 25;

/** What a call that waited for a connection must have left for its statements. */
const LEAST_LEFT_MS = 1_000;

/** One retry was not enough on a machine at load 10: the same two transactions met again. */
const DEADLOCK_ATTEMPTS = 5;
const DEADLOCK_PAUSE_MS = 20;

/**
 * Opens a connection pool. The first connection is made on first use.
 *
 * @param onIdleError receives errors of idle connections; without a listener, they would end the process
 * @param onBusy is called when a call waited in vain for a connection, with the number of those who still wait
 */
export function openPool(
  connection: Connection,
  settings: PoolSettings,
  onIdleError: (error: Error) => void,
  onBusy: (waiting: number) => void = () => {},
): Database {
  const hosts = connection instanceof Hosts ? connection : undefined;
  const leadsTo = new WeakMap<ClientBase, Address>();
  const sessions = new Sessions(settings);
  const pool = openConnections(connection, settings, sessions, leadsTo);
  const turns = new Turns(settings.poolSize, onBusy);
  let failedAt = Number.NEGATIVE_INFINITY;
  const longestMs = settings.connectTimeoutMs + settings.statementTimeoutMs;
  let closed = false;
  // After close(), a remaining connection may report that the server is gone. That is expected.
  pool.on('error', (error, client) => {
    hosts?.leave(leadsTo.get(client));
    if (!closed) onIdleError(error);
  });
  // A connection can also break between two statements of a call. Ignore that here: the next statement reports it.
  pool.on('connect', (client) => client.on('error', () => {}));

  /**
   * Takes a connection, waiting out a restart of the database, or a promotion if it has several hosts. Retrying is safe,
   * because no statement has been sent.
   */
  async function checkOut(until: number): Promise<PoolClient> {
    for (;;) {
      let address: Address | undefined;
      try {
        address = await hosts?.find(until);
        const client = await pool.connect();
        if (hosts === undefined || hosts.isInUse(leadsTo.get(client))) return client;
        client.release(true);
      } catch (error) {
        if (isLost(error)) hosts?.leave(address);
        const isWorthwhile = hosts === undefined ? isPassing(error) : isUnavailable(error) && address !== undefined;
        if (!isWorthwhile || performance.now() + RETRY_AFTER_MS > until) {
          failedAt = performance.now();
          throw connectionError(error);
        }
        await pause(RETRY_AFTER_MS);
      }
    }
  }

  /**
   * Takes a connection when it is the caller's turn. Many calls at once are no outage, so they may wait as long as a call
   * may take.
   */
  async function take({ who, until, deadline }: Times & { who: string }): Promise<Taken> {
    const began = performance.now();
    const release = await turns.take(who, until).catch((busy: unknown) => {
      // Behind calls that failed meanwhile, it was not the number of calls that took so long.
      throw failedAt > began ? databaseError(new Error('connection timeout')) : busy;
    });
    try {
      const client = await checkOut(Math.min(performance.now() + settings.connectTimeoutMs, deadline));
      const giveBack = (isUseless: boolean, failure?: unknown) => {
        if (isUnavailable(failure)) failedAt = performance.now();
        if (isLost(failure)) hosts?.leave(leadsTo.get(client));
        client.release(isUseless);
        release();
      };
      return { client, session: sessions.of(client), giveBack };
    } catch (error) {
      release();
      throw error;
    }
  }

  async function writeAlone<T>(
    work: (db: Pick<Db, 'query'>, deadline: string) => Promise<T>,
    times: Times,
    attempts = 1,
  ): Promise<T> {
    const call = newCall('write', '', times);
    try {
      const run: Pick<Db, 'query'> = { query: (text, values) => call.alone(text, values) };
      const written = await work(run, await call.onServersClock(times.deadline));
      await call.giveBack();
      return written;
    } catch (error) {
      await call.giveBack(isUnavailable(error), error);
      const hasMoved = hosts !== undefined && isReadOnly(error);
      // The server's clock was set, or this machine slept. Any connection made before then has the wrong time.
      const isMistimed = isTooLate(error) && attempts <= settings.poolSize;
      if ((hasMoved || isMistimed) && performance.now() < times.until) return writeAlone(work, times, attempts + 1);
      throw databaseError(error, true);
    }
  }

  const together: Together = new Together({
    write: writeAlone,
    // Like a call's own look-ups, these are tried again while the database cannot be reached.
    lookUp: (work, times) =>
      attempt(
        () => newCall('write', '', times),
        (call) => work({ query: (text, values) => call.alone(text, values) }, 'infinity'),
        'write',
      ),
  });

  function newCall(
    access: 'read' | 'write',
    who: string,
    { until, deadline }: Times,
    { since, mayShare = true }: { since?: Position | undefined; mayShare?: boolean } = {},
  ): Call {
    const { statementTimeoutMs } = settings;
    return new Call({
      take: () => take({ who, until, deadline }),
      access,
      who,
      until,
      deadline,
      statementTimeoutMs,
      since,
      mayShare,
      together,
    });
  }

  async function run<T>(
    access: 'read' | 'write',
    work: (db: Db) => Promise<T>,
    who: string,
    { since, withinMs = longestMs }: TransactionOptions,
  ): Promise<T> {
    const ms = Math.min(withinMs, longestMs);
    const deadline = performance.now() + ms;
    const times = { until: deadline - Math.min(LEAST_LEFT_MS, ms / 4), deadline };
    let mayShare = true;
    for (let attempts = 1; ; attempts++) {
      try {
        return await attempt(() => newCall(access, who, times, { since, mayShare }), work, access);
      } catch (error) {
        if (error instanceof Outdated && mayShare) {
          mayShare = false;
          attempts = 0;
          continue;
        }
        // Everything was rolled back, so run it again. The lookup now finds the row gone and gives the published refusal.
        const isRetried = attempts === 1 && (isVanishedReference(error) || isMisprepared(error));
        if (isMisprepared(error)) sessions.stopPreparing();
        if (!isRetried && !(isDeadlock(error) && attempts < DEADLOCK_ATTEMPTS)) throw error;
        // On a busy machine, the other transaction may not have run since. Without a pause, this one takes its lock again
        // and both are in the same deadlock.
        if (isDeadlock(error)) await pause(Math.random() * DEADLOCK_PAUSE_MS * attempts);
      }
    }
  }

  /** @param until when to stop trying again without a connection, on the clock of `performance.now()` */
  async function attempt<T>(
    begin: () => Call,
    work: (call: Call) => Promise<T>,
    access: 'read' | 'write',
    until = performance.now() + settings.connectTimeoutMs,
  ): Promise<T> {
    const call = begin();
    let result: T;
    try {
      result = await work(call);
    } catch (error) {
      const refusesWrites = access === 'write' && isReadOnly(error);
      await call.rollBack(error, refusesWrites);
      // A pooled connection may have died unnoticed. If not even the begin was answered, nothing can have been done.
      const untouched = !call.hasBegun && !call.isAlone && !isWithoutTransactions(error);
      const isWorthwhile = untouched || (refusesWrites && hosts !== undefined);
      if (isUnavailable(error) && isWorthwhile && performance.now() < until) return attempt(begin, work, access, until);
      throw databaseError(error, call.isAlone);
    }
    await call.commit();
    return result;
  }

  return {
    connection,
    transaction: (access, work, who = '', options = {}) => run(access, work, who, options),
    session: () => sessions.newest,
    state: () => ({ ...turns.state(), connections: pool.totalCount, idle: pool.idleCount }),
    async close() {
      closed = true;
      await pool.end();
    },
  };
}
