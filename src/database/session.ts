import type { ClientBase } from 'pg';
import { ROLE, type Role } from './hosts';

/** Whether to prepare statements: `auto` does so unless a pooler lies between us and the server. */
export type Prepare = 'auto' | 'on' | 'off';

/** What a connection leads to. */
export interface Session extends Role {
  /** Whether a pooler lies in between, as far as we can tell. */
  isPooled: boolean;
  /** Whether statements are prepared under names. */
  isPrepared: boolean;
  /**
   * SQL to follow each begin: it sets for the transaction what a session of our own has for good, and is then empty. Behind a
   * pooler, a transaction may run in any session of the server, which others use as well, so nothing may be left there.
   */
  localSettings: string;
  /** What the server's clock, in milliseconds since 1970, is ahead of `performance.now()`. */
  clockOffsetMs: number;
}

interface SessionSettings {
  prepare: Prepare;
  statementTimeoutMs: number;
  connectTimeoutMs: number;
}

const IDLE_IN_TRANSACTION_MS = 30_000;

/** An administrator may have set others for the role or the database. The driver reads no other dates. */
const FORMATS = ['datestyle = ISO', 'standard_conforming_strings = on'];

/** What only the server tells. */
type Learnt = Role & Pick<Session, 'clockOffsetMs'>;

/** Knows what each connection of a pool leads to. */
export class Sessions {
  /** What the newest connection leads to; undefined before the first. */
  newest: Session | undefined;
  private readonly own: string[];
  private readonly unprepared: Omit<Session, keyof Learnt>;
  private learnt: Learnt = { isStandby: false, takesWrites: true, clockOffsetMs: performance.timeOrigin };
  private readonly found = new WeakMap<ClientBase, Session>();
  private prepare: Prepare;

  constructor(private readonly settings: SessionSettings) {
    this.prepare = settings.prepare;
    this.own = [
      ...FORMATS,
      `statement_timeout = ${settings.statementTimeoutMs}`,
      `idle_in_transaction_session_timeout = ${IDLE_IN_TRANSACTION_MS}`,
    ];
    const localSettings = this.own.map((setting) => `; set local ${setting}`).join('');
    this.unprepared = { isPooled: true, isPrepared: false, localSettings };
  }

  /**
   * Finds out what a new connection leads to, and makes our settings if it leads to a session of its own.
   *
   * @throws the driver's error if the server does not answer
   */
  async examine(client: ClientBase): Promise<Session> {
    const { isPooled, ...learnt } = await this.ask(client);
    this.learnt = learnt;
    // Whoever turns preparing off behind what looks like a server knows of a pooler that does not show.
    const isShared = isPooled || this.prepare === 'off';
    const session: Session = isShared
      ? { ...this.unprepared, ...learnt, isPooled, isPrepared: this.prepare === 'on' }
      : { ...learnt, isPooled, isPrepared: true, localSettings: '' };
    this.newest = session;
    this.found.set(client, session);
    if (isShared) return session;
    // Not as startup parameters, which poolers refuse. It travels with the first statement, so don't wait for it.
    client.query(this.own.map((setting) => `set ${setting}`).join('; ')).catch(() => {});
    return session;
  }

  /** What an examined connection leads to. */
  of(client: ClientBase): Session {
    return (this.prepare !== 'off' && this.found.get(client)) || { ...this.unprepared, ...this.learnt };
  }

  /** Prepares no statement any more, because one was not where it should be: a pooler must have been overlooked. */
  stopPreparing(): void {
    this.prepare = 'off';
    this.newest = { ...this.unprepared, ...this.learnt };
  }

  /**
   * A server announces the number of its process when a client connects. A pooler announces a number that it made up,
   * because it passes cancel requests on to whichever process works for the client. So the two differ behind a pooler.
   */
  private async ask(client: ClientBase): Promise<Learnt & { isPooled: boolean }> {
    const text = `select pg_backend_pid() as pid, 1000 * extract(epoch from clock_timestamp()) as clock, ${ROLE}`;
    const question = { text, query_timeout: this.settings.connectTimeoutMs };
    const asked = performance.now();
    const { rows } = await client.query<Role & { pid: number; clock: string }>(question);
    const answered = performance.now();
    const [found] = rows;
    if (found === undefined) throw new Error('the server did not tell its role');
    // The driver's types leave the announced number out.
    const { pid, clock, ...role } = found;
    const isPooled = pid !== (client as ClientBase & { processID: number | null }).processID;
    return { ...role, isPooled, clockOffsetMs: Number(clock) - (asked + answered) / 2 };
  }
}
