import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { Pool, type PoolClient, type PoolConfig, types } from 'pg';
import { databaseError, isDeadlock, isRestarting, isUnavailable, isVanishedReference } from './failures';

/** What a call may do with the database: statements of its own transaction, and nothing else. */
export interface Db {
  /**
   * Runs one statement and gives its rows. Statements started together (`Promise.all`) travel together: one round trip.
   *
   * @param text constant SQL with `$1`-placeholders; it is prepared once per connection.
   */
  query<Row>(text: string, values?: readonly unknown[]): Promise<Row[]>;
  /** The same for SQL that is put together at run time, which would only fill the server's memory if prepared. */
  queryOnce<Row>(text: string, values?: readonly unknown[]): Promise<Row[]>;
  /** Sends a statement without waiting. The commit waits for it, and fails if it failed. */
  send(text: string, values?: readonly unknown[]): void;
  /** Runs a statement that only reads, and that needs no transaction where none has begun: for what is asked first. */
  lookUp<Row>(text: string, values?: readonly unknown[]): Promise<Row[]>;
  /**
   * Runs a statement that is everything the call writes, so that it needs no transaction around it where none has begun.
   * It may be tried again where it wrote nothing; any other statement after it is a mistake, and fails.
   */
  queryAlone<Row>(text: string, values?: readonly unknown[]): Promise<Row[]>;
}

export type Connection = { connectionString: string } | { host: string; port: number; user: string; database: string };

export interface PoolSettings {
  poolSize: number;
  statementTimeoutMs: number;
  connectTimeoutMs: number;
}

export interface Database {
  /** How this database is reached, for those that need a connection of their own (migrations, listeners). */
  connection: Connection;
  /**
   * Runs `work` in a transaction that begins with its first statement, in the same round trip, and commits after it;
   * what {@link Db.lookUp} and {@link Db.queryAlone} send needs none. `work` is run again where nothing can have come of
   * it: when the connection proves dead at the start, or once when a row it refers to has vanished meanwhile, or when it and another waited for each other.
   *
   * @param access `read` makes a read-only snapshot, so that several statements see one state of the desk.
   * @throws ApiError of the kind `unavailable` when the database cannot be reached or does not answer in time, with a
   * text of its own when it is unknown whether the commit took place; and whatever `work` throws, rolled back.
   */
  transaction<T>(access: 'read' | 'write', work: (db: Db) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

const RETRY_AFTER_MS = 25;

/** Counts fit a number; the driver's default for 64-bit integers is text. */
const INT8 = 20;
const typeParsers = new Map<number, (text: string) => unknown>([[INT8, Number]]);

/**
 * Opens a pool of connections. Nothing is dialled before the first use.
 *
 * @param onIdleError hears of connections that break while nobody uses them; without a listener they would end the process.
 */
export function openPool(
  connection: Connection,
  settings: PoolSettings,
  onIdleError: (error: Error) => void,
): Database {
  const pool = new Pool(poolConfig(connection, settings));
  let closed = false;
  // After the end was asked for, a connection may still be there to see the server go: that is no news.
  pool.on('error', (error) => closed || onIdleError(error));
  // A connection can also break between two statements of a call; the next statement reports it.
  pool.on('connect', (client) => client.on('error', () => {}));

  /** Waits through a restart of the database: nothing has been asked of it yet, so trying again is safe. */
  async function checkOut(until: number): Promise<PoolClient> {
    for (;;) {
      try {
        return await pool.connect();
      } catch (error) {
        if (!isRestarting(error) || performance.now() + RETRY_AFTER_MS > until) throw databaseError(error);
        await pause(RETRY_AFTER_MS);
      }
    }
  }

  async function attempt<T>(access: 'read' | 'write', work: (db: Db) => Promise<T>, until: number): Promise<T> {
    try {
      return await attemptOnce(access, work, until);
    } catch (error) {
      if (!isVanishedReference(error) && !isDeadlock(error)) throw error;
      // All of it was undone; this time the look-up finds the row gone, and the refusal is the published one, or the other
      // transaction has ended.
      return attemptOnce(access, work, until);
    }
  }

  async function attemptOnce<T>(access: 'read' | 'write', work: (db: Db) => Promise<T>, until: number): Promise<T> {
    const call = new Call(
      await checkOut(until),
      access,
      until + settings.statementTimeoutMs,
      settings.statementTimeoutMs,
    );
    let result: T;
    try {
      result = await work(call);
    } catch (error) {
      await call.rollBack();
      // A pooled connection can have died unnoticed. Where not even the begin was answered, nothing can have been done.
      const untouched = !call.hasBegun && !call.isAlone;
      if (isUnavailable(error) && untouched && performance.now() < until) return attemptOnce(access, work, until);
      throw databaseError(error, call.isAlone);
    }
    await call.commit();
    return result;
  }

  return {
    connection,
    transaction: (access, work) => attempt(access, work, performance.now() + settings.connectTimeoutMs),
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
    // Statements queued behind each other are sent at once: begin, the look-ups and the commit cost no trip of their own.
    pipeline: true,
    connectionTimeoutMillis: settings.connectTimeoutMs,
    statement_timeout: settings.statementTimeoutMs,
    idle_in_transaction_session_timeout: 30_000,
    application_name: 'hatchdesk',
    keepAlive: true,
    types: { getTypeParser: (oid, format) => typeParsers.get(oid) ?? types.getTypeParser(oid, format) },
  } as PoolConfig;
}

const BEGIN = { read: 'begin isolation level repeatable read read only', write: 'begin' };

const AFTER_ALONE = 'a statement follows one that was to be alone';

/** One transaction on one connection. */
class Call implements Db {
  /** Whether the database has answered at all. */
  hasBegun = false;
  /** Whether a statement was sent that commits itself. */
  isAlone = false;
  private begun: Promise<unknown> | undefined;
  private readonly sent: Promise<unknown>[] = [];

  constructor(
    private readonly client: PoolClient,
    private readonly access: 'read' | 'write',
    private readonly deadline: number,
    private readonly statementTimeoutMs: number,
  ) {}

  query<Row>(text: string, values: readonly unknown[] = []): Promise<Row[]> {
    return this.run<Row>(prepared(text, values));
  }

  async lookUp<Row>(text: string, values: readonly unknown[] = []): Promise<Row[]> {
    if (this.begun !== undefined || this.access === 'read') return this.query(text, values);
    return (await this.raw(prepared(text, values))).rows as Row[];
  }

  async queryAlone<Row>(text: string, values: readonly unknown[] = []): Promise<Row[]> {
    if (this.access === 'read') throw new Error('a call that only reads was to write');
    if (this.begun !== undefined) return this.query(text, values);
    this.isAlone = true;
    return (await this.raw(prepared(text, values))).rows as Row[];
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
      // Nothing was written, so nobody needs to wait; the next user of the connection queues behind it.
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
    // A statement that was not waited for failed, and the server made a rollback of the commit.
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

  private async run<Row>(query: { name?: string; text: string; values: unknown[] }): Promise<Row[]> {
    if (this.isAlone) throw new Error(AFTER_ALONE);
    if (this.begun === undefined) {
      this.begun = this.raw(BEGIN[this.access]).then(() => {
        this.hasBegun = true;
      });
      this.begun.catch(() => {});
    }
    const result = await this.raw(query);
    return result.rows as Row[];
  }

  private raw(query: string | { name?: string; text: string; values: unknown[] }) {
    const left = Math.max(1, Math.min(this.statementTimeoutMs, this.deadline - performance.now()));
    const config = { ...(typeof query === 'string' ? { text: query } : query), query_timeout: left };
    return this.client.query(config);
  }
}

const prepared = (text: string, values: readonly unknown[]) => ({
  name: statementName(text),
  text,
  values: [...values],
});

const names = new Map<string, string>();

/** A prepared statement's name may stand for one text only, and several processes may share a server connection. */
function statementName(text: string): string {
  let name = names.get(text);
  if (name === undefined) {
    name = `h_${createHash('sha256').update(text).digest('hex').slice(0, 20)}`;
    names.set(text, name);
  }
  return name;
}
