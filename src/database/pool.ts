import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { Pool, type PoolClient, type PoolConfig, types } from 'pg';
import {
  databaseError,
  isDeadlock,
  isMisprepared,
  isRestarting,
  isUnavailable,
  isVanishedReference,
  isWithoutTransactions,
} from './failures';
import { type Prepare, type Session, Sessions } from './session';
import { Turns } from './turns';

/** A call's access to the database: statements in its own transaction, and nothing else. */
export interface Db {
  /**
   * Runs one statement and returns its rows. Statements started together (`Promise.all`) share one round trip.
   *
   * @param text constant SQL with `$1` placeholders; it is prepared once per connection, unless a pooler forbids that
   */
  query<Row>(text: string, values?: readonly unknown[]): Promise<Row[]>;
  /** Like `query`, for SQL assembled at run time. It is not prepared, because that would fill the server's memory. */
  queryOnce<Row>(text: string, values?: readonly unknown[]): Promise<Row[]>;
  /** Sends a statement without waiting. The commit waits for it, and fails if it failed. */
  send(text: string, values?: readonly unknown[]): void;
  /**
   * Runs a statement that only reads. If no transaction has begun, it begins none: use it for a call's first lookups.
   */
  lookUp<Row>(text: string, values?: readonly unknown[]): Promise<Row[]>;
  /**
   * Runs the only statement with which a call writes. If no transaction has begun, it runs without one. It may be
   * retried when it wrote nothing. No other statement may follow it: that throws.
   */
  queryAlone<Row>(text: string, values?: readonly unknown[]): Promise<Row[]>;
}

export type Connection = { connectionString: string } | { host: string; port: number; user: string; database: string };

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
   * sent by {@link Db.lookUp} and {@link Db.queryAlone} need no transaction.
   *
   * `work` is retried when it cannot have had an effect: when the connection turns out dead at the start, and once when
   * a row it refers to has been deleted meanwhile or the server broke a deadlock.
   *
   * @param who whose call it is. Calls that have to wait for a connection wait in a line of their own for each caller;
   *   without it, the work is our own
   * @param access `read` takes a read-only snapshot, so that several statements see the same state of the desk
   * @throws ApiError (unavailable) when the database cannot be reached or does not answer in time, with a text of its
   *   own when it is unknown whether the commit took place; (busy) when no connection became free in time; and anything
   *   that `work` throws, after a rollback
   */
  transaction<T>(access: 'read' | 'write', work: (db: Db) => Promise<T>, who?: string): Promise<T>;
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

/** Reads 64-bit integers as numbers, because counts fit. The driver's default is text. */
const INT8 = 20;
const typeParsers = new Map<number, (text: string) => unknown>([[INT8, Number]]);

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
  const sessions = new Sessions(settings);
  const pool = new Pool({ ...poolConfig(connection, settings), onConnect: (client) => sessions.examine(client) });
  const turns = new Turns(settings.poolSize, onBusy);
  let failedAt = Number.NEGATIVE_INFINITY;
  const longestMs = settings.connectTimeoutMs + settings.statementTimeoutMs;
  let closed = false;
  // After close(), a remaining connection may report that the server is gone. That is expected.
  pool.on('error', (error) => closed || onIdleError(error));
  // A connection can also break between two statements of a call. Ignore that here: the next statement reports it.
  pool.on('connect', (client) => client.on('error', () => {}));

  /**
   * Takes a connection, waiting out a restart of the database. Retrying is safe, because no statement has been sent.
   */
  async function checkOut(until: number): Promise<PoolClient> {
    for (;;) {
      try {
        return await pool.connect();
      } catch (error) {
        if (!isRestarting(error) || performance.now() + RETRY_AFTER_MS > until) {
          failedAt = performance.now();
          throw databaseError(error);
        }
        await pause(RETRY_AFTER_MS);
      }
    }
  }

  /** Waits for a connection to be free. Many calls at once are no outage, so they may wait as long as a call may take. */
  async function inTurn<T>(access: 'read' | 'write', work: (db: Db) => Promise<T>, who: string): Promise<T> {
    const began = performance.now();
    const deadline = began + longestMs;
    const release = await turns.take(who, deadline - Math.min(LEAST_LEFT_MS, longestMs / 4)).catch((busy: unknown) => {
      // Behind calls that failed meanwhile, it was not the number of calls that took so long.
      throw failedAt > began ? databaseError(new Error('connection timeout')) : busy;
    });
    try {
      return await attempt(access, work, deadline);
    } finally {
      release();
    }
  }

  async function attempt<T>(access: 'read' | 'write', work: (db: Db) => Promise<T>, deadline: number): Promise<T> {
    for (let attempts = 1; ; attempts++) {
      try {
        return await attemptOnce(access, work, deadline);
      } catch (error) {
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

  async function attemptOnce<T>(access: 'read' | 'write', work: (db: Db) => Promise<T>, deadline: number): Promise<T> {
    const until = Math.min(performance.now() + settings.connectTimeoutMs, deadline);
    const client = await checkOut(until);
    const call = new Call(client, access, deadline, settings.statementTimeoutMs, sessions.of(client));
    let result: T;
    try {
      result = await work(call);
    } catch (error) {
      if (isUnavailable(error)) failedAt = performance.now();
      await call.rollBack();
      // A pooled connection may have died unnoticed. If not even the begin was answered, nothing can have been done.
      const untouched = !call.hasBegun && !call.isAlone && !isWithoutTransactions(error);
      if (isUnavailable(error) && untouched && performance.now() < until) return attemptOnce(access, work, deadline);
      throw databaseError(error, call.isAlone);
    }
    await call.commit();
    return result;
  }

  return {
    connection,
    transaction: (access, work, who = '') => inTurn(access, work, who),
    session: () => sessions.newest,
    state: () => ({ ...turns.state(), connections: pool.totalCount, idle: pool.idleCount }),
    async close() {
      closed = true;
      await pool.end();
    },
  };
}

function poolConfig(connection: Connection, settings: PoolSettings): PoolConfig {
  return {
    ...connection,
    max: settings.poolSize,
    // Queued statements are sent at once, so begin, lookups and commit need no round trips of their own.
    pipeline: true,
    connectionTimeoutMillis: settings.connectTimeoutMs,
    application_name: 'hatchdesk',
    keepAlive: true,
    types: { getTypeParser: (oid, format) => typeParsers.get(oid) ?? types.getTypeParser(oid, format) },
  } as PoolConfig;
}

const BEGIN = { read: 'begin isolation level repeatable read read only', write: 'begin' };

const AFTER_ALONE = 'no statement may follow queryAlone';

/** One call's transaction on one connection. */
class Call implements Db {
  /** Whether the database has answered at all. */
  hasBegun = false;
  /** Whether a statement was sent that runs, and commits, on its own. */
  isAlone = false;
  private begun: Promise<unknown> | undefined;
  private readonly sent: Promise<unknown>[] = [];

  constructor(
    private readonly client: PoolClient,
    private readonly access: 'read' | 'write',
    private readonly deadline: number,
    private readonly statementTimeoutMs: number,
    private readonly session: Session,
  ) {}

  query<Row>(text: string, values: readonly unknown[] = []): Promise<Row[]> {
    return this.run<Row>(this.statement(text, values));
  }

  async lookUp<Row>(text: string, values: readonly unknown[] = []): Promise<Row[]> {
    if (this.begun !== undefined || this.access === 'read') return this.query(text, values);
    return this.single(text, values);
  }

  async queryAlone<Row>(text: string, values: readonly unknown[] = []): Promise<Row[]> {
    if (this.access === 'read') throw new Error('a read-only call may not write');
    if (this.begun !== undefined) return this.query(text, values);
    this.isAlone = true;
    return this.single(text, values);
  }

  queryOnce<Row>(text: string, values: readonly unknown[] = []): Promise<Row[]> {
    return this.run<Row>({ text, values: [...values] });
  }

  send(text: string, values: readonly unknown[] = []): void {
    if (this.isAlone) throw new Error(AFTER_ALONE);
    const result = this.query(text, values);
    result.catch(() => {});
    this.sent.push(result);
  }

  async commit(): Promise<void> {
    if (this.begun === undefined) return this.client.release();
    const committed = this.raw('commit');
    if (this.access === 'read') {
      // Nothing was written, so don't wait. The connection's next user queues behind the commit.
      committed.catch(() => {});
      return this.client.release();
    }
    const [commit, ...sent] = await Promise.allSettled([committed, ...this.sent]);
    if (commit?.status !== 'fulfilled') {
      this.client.release(true);
      throw databaseError(commit?.reason, true);
    }
    this.client.release();
    if (commit.value.command === 'COMMIT') return;
    // A statement that we did not wait for failed, and the server turned the commit into a rollback.
    const failed = sent.find((result) => result.status === 'rejected');
    throw databaseError(failed?.reason ?? new Error(`the transaction ended with ${commit.value.command}`));
  }

  async rollBack(): Promise<void> {
    try {
      if (this.begun !== undefined) await this.raw('rollback');
      this.client.release();
    } catch {
      this.client.release(true);
    }
  }

  private async run<Row>(query: Statement): Promise<Row[]> {
    if (this.isAlone) throw new Error(AFTER_ALONE);
    if (this.begun === undefined) {
      this.begun = this.begin().then(() => {
        this.hasBegun = true;
      });
      this.begun.catch(() => {});
    }
    const begun = this.begun;
    const result = await this.raw(query).catch(async (error: unknown) => {
      // If a pooler refuses the begin, it hangs up: then that is why this statement failed.
      await begun;
      throw error;
    });
    return result.rows as Row[];
  }

  private begin(): Promise<unknown> {
    return this.raw(BEGIN[this.access] + this.session.localLimits);
  }

  /**
   * Runs a statement on its own. If time limits are the transaction's, it gets one, all of which travels together.
   */
  private async single<Row>(text: string, values: readonly unknown[]): Promise<Row[]> {
    if (this.session.localLimits === '') return (await this.raw(this.statement(text, values))).rows as Row[];
    const parts = [this.begin(), this.raw(this.statement(text, values)), this.raw('commit')] as const;
    // Wait for all of them: if one fails, the connection must not be returned before the others have ended.
    await Promise.allSettled(parts);
    const [, answer] = await Promise.all(parts);
    return answer.rows as Row[];
  }

  private statement(text: string, values: readonly unknown[]): Statement {
    return { ...(this.session.isPrepared && { name: statementName(text) }), text, values: [...values] };
  }

  private raw(query: string | Statement) {
    const left = Math.max(1, Math.min(this.statementTimeoutMs, this.deadline - performance.now()));
    const config = { ...(typeof query === 'string' ? { text: query } : query), query_timeout: left };
    return this.client.query(config);
  }
}

interface Statement {
  name?: string;
  text: string;
  values: unknown[];
}

const names = new Map<string, string>();

/** Names a statement by its hash: a name must mean one text only, and processes may share a server connection. */
function statementName(text: string): string {
  let name = names.get(text);
  if (name === undefined) {
    name = `h_${createHash('sha256').update(text).digest('hex').slice(0, 20)}`;
    names.set(text, name);
  }
  return name;
}
