import { createHash } from 'node:crypto';
import type { PoolClient, QueryResult } from 'pg';
import type { Db } from './db';
import { databaseError, isAborted } from './failures';
import { assertReached, beginSince, type Position } from './positions';
import type { Session } from './session';
import type { LookUpTogether, Together, WriteTogether } from './together';

/** A connection that a call has for itself. */
export interface Taken {
  client: PoolClient;
  session: Session;
  /**
   * @param isUseless whether nobody may use the connection again
   * @param failure why the call failed, if it did
   */
  giveBack(isUseless: boolean, failure?: unknown): void;
}

/** What a call may use, and how long. */
interface CallMeans {
  access: 'read' | 'write';
  /** Whose call it is; empty for our own work. */
  who: string;
  /** When it must have begun to write, and when it must be answered, on the clock of `performance.now()`. */
  until: number;
  deadline: number;
  statementTimeoutMs: number;
  /** What a replica must have reached; undefined on the primary. */
  since: Position | undefined;
  /** Whether it may look up and write together with other calls. */
  mayShare: boolean;
  take(): Promise<Taken>;
  together: Together;
}

const BEGIN = { read: 'begin isolation level repeatable read read only', write: 'begin' };

const AFTER_ALL = 'no statement may follow the row that was all the call writes';

/** One call's transaction. It takes a connection for its first statement. */
export class Call implements Db {
  /** Whether the database has answered at all. */
  hasBegun = false;
  /** Whether a row is being written, and committed, with those of other calls. */
  isAlone = false;
  private taken: Promise<Taken> | undefined;
  private begun: Promise<unknown> | undefined;
  private readonly sent: Promise<unknown>[] = [];
  /** Why the transaction was aborted: what the first statement that failed said. */
  private failure: unknown;

  constructor(private readonly means: CallMeans) {}

  get isShared(): boolean {
    return this.means.mayShare && this.means.access === 'write' && this.begun === undefined;
  }

  query<Row>(text: string, values: readonly unknown[] = []): Promise<Row[]> {
    return this.run<Row>(prepared(text, values));
  }

  async lookUpTogether<Key, Found>(kind: LookUpTogether<Key, Found>, key: Key): Promise<Found> {
    if (this.isAlone) throw new Error(AFTER_ALL);
    if (this.isShared) return this.means.together.lookUp(kind, key, this.means);
    const [found] = await kind.lookUp(this, [key]);
    return found as Found;
  }

  async writeTogether<Row, Written>(
    kind: WriteTogether<Row, Written>,
    row: Row,
    isAll: boolean,
  ): Promise<Written | undefined> {
    if (this.means.access === 'read') throw new Error('a read-only call may not write');
    if (!isAll || !this.isShared) return (await kind.write(this, [row], 'infinity'))[0];
    this.isAlone = true;
    // While it waits for its row, others can use the connection.
    await this.giveBack();
    return this.means.together.write(kind, row, this.means);
  }

  queryOnce<Row>(text: string, values: readonly unknown[] = []): Promise<Row[]> {
    return this.run<Row>(() => ({ text, values: [...values] }));
  }

  send(text: string, values: readonly unknown[] = []): void {
    if (this.isAlone) throw new Error(AFTER_ALL);
    const result = this.query(text, values);
    result.catch(() => {});
    this.sent.push(result);
  }

  async commit(): Promise<void> {
    if (this.begun === undefined) return this.giveBack();
    const committed = this.raw(() => 'commit');
    if (this.means.access === 'read') {
      // Nothing was written, so don't wait. The connection's next user queues behind the commit.
      committed.catch(() => {});
      return this.giveBack();
    }
    const [commit, ...sent] = await Promise.allSettled([committed, ...this.sent]);
    if (commit?.status !== 'fulfilled') {
      await this.giveBack(true, commit?.reason);
      throw databaseError(commit?.reason, true);
    }
    await this.giveBack();
    if (commit.value.command === 'COMMIT') return;
    // A statement that we did not wait for failed, and the server turned the commit into a rollback.
    const failed = sent.find((result) => result.status === 'rejected');
    throw databaseError(failed?.reason ?? new Error(`the transaction ended with ${commit.value.command}`));
  }

  /**
   * @param failure why the call failed
   * @param isUseless whether to close the connection instead of giving it back
   */
  async rollBack(failure: unknown, isUseless: boolean): Promise<void> {
    try {
      if (this.begun !== undefined) await this.raw(() => 'rollback');
      await this.giveBack(isUseless, failure);
    } catch {
      await this.giveBack(true, failure);
    }
  }

  /**
   * Runs a statement on its own. If time limits are the transaction's, it gets one, all of which travels together.
   */
  async alone<Row>(text: string, values: readonly unknown[] = []): Promise<Row[]> {
    const { session } = await this.connect();
    if (session.localSettings === '') return (await this.raw(prepared(text, values))).rows as Row[];
    const parts = [this.begin(), this.raw(prepared(text, values)), this.raw(() => 'commit')] as const;
    // Wait for all of them: if one fails, the connection must not be returned before the others have ended.
    await Promise.allSettled(parts);
    const [, answer] = await Promise.all(parts);
    return answer.rows as Row[];
  }

  /** A time on the clock of `performance.now()`, as the server's clock shows it. */
  async onServersClock(time: number): Promise<string> {
    const { session } = await this.connect();
    return new Date(session.clockOffsetMs + time).toISOString();
  }

  /** Gives the connection back, if there is one. */
  async giveBack(isUseless = false, failure?: unknown): Promise<void> {
    const taken = this.taken;
    this.taken = undefined;
    // If none could be had, the first statement has failed with the reason.
    (await taken?.catch(() => undefined))?.giveBack(isUseless, failure);
  }

  private connect(): Promise<Taken> {
    this.taken ??= this.means.take();
    return this.taken;
  }

  private async run<Row>(statement: Build): Promise<Row[]> {
    if (this.isAlone) throw new Error(AFTER_ALL);
    if (this.begun === undefined) {
      this.begun = this.begin().then(() => {
        this.hasBegun = true;
      });
      this.begun.catch(() => {});
    }
    const begun = this.begun;
    const result = await this.raw(statement).catch(async (failure: unknown) => {
      // Statements after one that was only sent say no more than that the transaction was aborted.
      const error = isAborted(failure) ? (this.failure ?? failure) : failure;
      this.failure ??= error;
      // If a pooler refuses the begin, it hangs up: then that is why this statement failed.
      await begun;
      throw error;
    });
    // A replica that is behind must not be believed.
    if (this.means.since !== undefined) await begun;
    return result.rows as Row[];
  }

  private async begin(): Promise<void> {
    const { access, since } = this.means;
    const begin = since === undefined ? BEGIN[access] : beginSince(since);
    const results = await this.raw(({ localSettings }) => begin + localSettings);
    if (since !== undefined) assertReached(results);
  }

  /** Always waits for the connection, even if it is there, so that statements leave in the order in which they came. */
  private raw(build: Build): Promise<QueryResult> {
    return this.connect().then(({ client, session }) => {
      const { statementTimeoutMs, deadline } = this.means;
      const left = Math.max(1, Math.min(statementTimeoutMs, deadline - performance.now()));
      const built = build(session);
      const statement = typeof built === 'string' ? { text: built } : built;
      return client.query(Object.assign(statement, { query_timeout: left }));
    });
  }
}

/** Makes a statement for the session that it will run in. */
type Build = (session: Session) => Statement | string;

const prepared =
  (text: string, values: readonly unknown[]): Build =>
  ({ isPrepared }) =>
    isPrepared ? { name: statementName(text), text, values: [...values] } : { text, values: [...values] };

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
