import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { Pool, type PoolClient, type PoolConfig, types } from 'pg';
import { databaseError, isRestarting, isUnavailable } from './failures';

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
   * Runs `work` in a transaction that begins with its first statement, in the same round trip, and commits after it.
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
  pool.on('error', onIdleError);
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
      if (isUnavailable(error) && !call.hasBegun && performance.now() < until) return attempt(access, work, until);
      throw databaseError(error);
    }
    await call.commit();
    return result;
  }

  return {
    connection,
    transaction: (access, work) => attempt(access, work, performance.now() + settings.connectTimeoutMs),
    close: () => pool.end(),
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

/** One transaction on one connection. */
class Call implements Db {
  /** Whether the database has answered at all. */
  hasBegun = false;
  private begun: Promise<unknown> | undefined;
  private readonly sent: Promise<unknown>[] = [];

  constructor(
    private readonly client: PoolClient,
    private readonly access: 'read' | 'write',
    private readonly deadline: number,
    private readonly statementTimeoutMs: number,
  ) {}

  query<Row>(text: string, values: readonly unknown[] = []): Promise<Row[]> {
    return this.run<Row>({ name: statementName(text), text, values: [...values] });
  }

  queryOnce<Row>(text: string, values: readonly unknown[] = []): Promise<Row[]> {
    return this.run<Row>({ text, values: [...values] });
  }

  send(text: string, values: readonly unknown[] = []): void {
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
