import { setTimeout as pause } from 'node:timers/promises';
import { Client, type ClientBase } from 'pg';
import type { DatabaseHost } from '../config/database-url';

/** How to reach one server. */
export type Address = { connectionString: string } | { host: string; port: number; user: string; database: string };

/** How to reach a database: on one server, or on whichever of several is wanted at the time. */
export type Connection = Address | Hosts;

/** What a server may be used for. */
export interface Role {
  isStandby: boolean;
  /** False for standbys, and for servers that were made read-only. */
  takesWrites: boolean;
}

/** Columns that tell a server's {@link Role}. */
export const ROLE = `pg_is_in_recovery() as "isStandby", current_setting('transaction_read_only') = 'off' as "takesWrites"`;

/** How long connecting to the server in use may take: one that vanished must not use up a call's time. */
export const CONNECT_WITHIN_MS = 1000;
/** How long one server may take to tell its role. It delays only the next question to itself, so a slow one gets time. */
const ANSWER_WITHIN_MS = 2000;
const ASK_AGAIN_MS = 100;
/** How long to use a server that is only the second choice before looking again. */
const SECOND_CHOICE_MS = 10_000;

interface Known extends DatabaseHost {
  address: Address;
  /** What it last told, or why it told nothing. */
  heard: Role | Error | undefined;
}

/**
 * The servers of one database, of which one is in use. With `primary`, that is the one that accepts writes. With
 * `standby`, it is the first standby that answers, or the primary if no standby does.
 *
 * While nobody knows which server that is, all of them are asked at once and again, so that one which does not answer
 * delays nobody.
 */
export class Hosts {
  readonly #known: Known[];
  readonly #wanted: 'primary' | 'standby';
  #inUse: Known | undefined;
  #wasInUse: Known | undefined;
  #lookAgainAt = Number.POSITIVE_INFINITY;
  #isLookingAgain = false;
  readonly #asked = new Set<Known>();
  readonly #waiting = new Set<{ found(address: Address): void; failed(): void }>();
  readonly #onMove: ((name: string) => void)[] = [];

  constructor(hosts: readonly DatabaseHost[], wanted: 'primary' | 'standby') {
    this.#known = hosts.map((host) => ({ ...host, address: { connectionString: host.url }, heard: undefined }));
    this.#wanted = wanted;
  }

  /** The server in use, or the last one that was; the first one if none ever was. */
  get latest(): Address {
    const latest = this.#inUse ?? this.#wasInUse ?? this.#known[0];
    if (latest === undefined) throw new Error('a database needs a host');
    return latest.address;
  }

  isInUse(address: Address | undefined): boolean {
    return this.#inUse !== undefined && this.#inUse.address === address;
  }

  /** Calls back when another server than before comes into use. */
  onMove(callback: (name: string) => void): void {
    this.#onMove.push(callback);
  }

  /**
   * Finds the server to use. Usually that is known, and costs nothing.
   *
   * @param until when to give up, on the clock of `performance.now()`
   * @throws Error (08001) naming every host and what it is
   */
  async find(until: number): Promise<Address> {
    if (this.#inUse !== undefined) {
      if (performance.now() > this.#lookAgainAt) this.#lookAgain();
      return this.#inUse.address;
    }
    // What was heard before may be the reason why the server in use was left.
    if (this.#waiting.size === 0) this.#forgetHeard();
    return new Promise((resolve, reject) => {
      const stop = (): void => {
        clearTimeout(timer);
        this.#waiting.delete(waiting);
      };
      const waiting = {
        found: (address: Address) => {
          stop();
          resolve(address);
        },
        failed: () => {
          stop();
          reject(this.#noneFound());
        },
      };
      const giveUp = (): void => {
        this.#choose('now');
        if (this.#waiting.has(waiting)) waiting.failed();
      };
      const timer = setTimeout(giveUp, Math.max(0, until - performance.now()));
      this.#waiting.add(waiting);
      this.#askAll();
    });
  }

  /** Says that a server does not answer or is not what is wanted. The next one who needs a server looks for it. */
  leave(address: Address | undefined): void {
    if (!this.isInUse(address)) return;
    this.#wasInUse = this.#inUse;
    this.#inUse = undefined;
  }

  /** Whether a server that told this role is the one to use. */
  suits(role: Role): boolean {
    return this.#wanted === 'primary' ? role.takesWrites : true;
  }

  /** Asks every server once. @returns each with its name, and its role or why it does not tell it */
  async survey(): Promise<{ name: string; heard: Role | Error }[]> {
    return Promise.all(
      this.#known.map(async ({ name, address }) => ({ name, heard: await askRole(address).catch(asError) })),
    );
  }

  #askAll(): void {
    for (const known of this.#known) if (!this.#asked.has(known)) void this.#ask(known);
  }

  async #ask(known: Known): Promise<void> {
    this.#asked.add(known);
    while (this.#inUse === undefined && this.#waiting.size > 0) {
      known.heard = await askRole(known.address).catch(asError);
      this.#choose();
      if (this.#inUse === undefined) await pause(ASK_AGAIN_MS);
    }
    this.#asked.delete(known);
  }

  /** @param when `now` takes a second choice although another host has not answered yet */
  #choose(when?: 'now'): void {
    if (this.#inUse !== undefined) return;
    const tell = (test: (role: Role) => boolean): Known | undefined =>
      this.#known.find(({ heard }) => heard !== undefined && !(heard instanceof Error) && test(heard));
    const first = tell((role) => (this.#wanted === 'primary' ? role.takesWrites : role.isStandby));
    // Another may still turn out to be the first choice.
    const isTime = when === 'now' || this.#known.every(({ heard }) => heard);
    const second = this.#wanted === 'standby' && isTime ? tell(() => true) : undefined;
    const chosen = first ?? second;
    if (chosen !== undefined) this.#use(chosen, first !== undefined);
    // A primary is worth waiting for. Without a replica, the primary is asked.
    else if (this.#wanted === 'standby' && this.#known.every(({ heard }) => heard instanceof Error)) {
      for (const { failed } of Array.from(this.#waiting)) failed();
    }
  }

  #use(chosen: Known, isFirstChoice: boolean): void {
    const before = this.#wasInUse;
    this.#inUse = chosen;
    this.#wasInUse = chosen;
    this.#lookAgainAt = isFirstChoice ? Number.POSITIVE_INFINITY : performance.now() + SECOND_CHOICE_MS;
    for (const { found } of Array.from(this.#waiting)) found(chosen.address);
    if (before !== undefined && before !== chosen) for (const callback of this.#onMove) callback(chosen.name);
  }

  /** Looks for a first choice while the second one stays in use. */
  #lookAgain(): void {
    if (this.#isLookingAgain) return;
    this.#isLookingAgain = true;
    this.#lookAgainAt = performance.now() + SECOND_CHOICE_MS;
    const asking = this.#known.map(async (known) => {
      known.heard = await askRole(known.address).catch(asError);
      if (known.heard instanceof Error || !known.heard.isStandby || this.#inUse === known) return;
      if (performance.now() < this.#lookAgainAt + SECOND_CHOICE_MS) this.#use(known, true);
    });
    void Promise.all(asking).finally(() => {
      this.#isLookingAgain = false;
    });
  }

  #forgetHeard(): void {
    for (const known of this.#known) known.heard = undefined;
  }

  #noneFound(): Error {
    const each = this.#known.map(({ name, heard }) => `${name} ${stateOf(heard)}`).join('; ');
    const problem = this.#wanted === 'primary' ? 'no host of the database accepts writes' : 'no host answers';
    return Object.assign(new Error(`${problem}: ${each}`), { code: '08001' });
  }
}

/** What a server told about its role, in words for the operator. */
export function stateOf(heard: Role | Error | undefined): string {
  if (heard === undefined) return 'does not answer';
  if (heard instanceof Error) return `cannot be used (${heard.message || ('code' in heard ? heard.code : heard.name)})`;
  if (heard.isStandby) return 'is a standby';
  return heard.takesWrites ? 'accepts writes' : 'is read-only';
}

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)));

async function askRole(address: Address): Promise<Role> {
  const client = new Client({
    ...address,
    application_name: 'hatchdesk',
    connectionTimeoutMillis: ANSWER_WITHIN_MS,
    query_timeout: ANSWER_WITHIN_MS,
  });
  client.on('error', () => {});
  try {
    await client.connect();
    return await roleOf(client);
  } finally {
    client.end().catch(() => {});
  }
}

/** Asks a connected server for its role. @throws the driver's error */
export async function roleOf(client: ClientBase): Promise<Role> {
  const { rows } = await client.query<Role>(`select ${ROLE}`);
  if (rows[0] === undefined) throw new Error('the server did not tell its role');
  return rows[0];
}
