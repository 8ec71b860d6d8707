import type { Db } from './db';
import type { LookUpTogether } from './together';

/** How far a database has come: whoever has replayed its log up to there shows every acknowledged change. */
export interface Position {
  /** Names the database. Two servers have the same one if one is a copy of the other. */
  identity: string;
  /** A place in the write-ahead log, such as `0/16B3748`. */
  lsn: string;
}

const IDENTITY = `(select system_identifier from pg_control_system())::text || ' ' ||
  (select oid from pg_database where datname = current_database())`;

// A commit is acknowledged when it is flushed; with synchronous_commit off, as soon as it is inserted.
const ACKNOWLEDGED = `case current_setting('synchronous_commit') when 'off' then pg_current_wal_insert_lsn()
  else pg_current_wal_flush_lsn() end`;

const POSITION_SQL = `select ${IDENTITY} as identity, (${ACKNOWLEDGED})::text as lsn`;

const POSITION: LookUpTogether<undefined, Position | undefined> = {
  async lookUp(db, keys) {
    const [position] = await db.query<Position>(POSITION_SQL);
    return keys.map(() => position);
  },
};

/** A replica is not where a read needs it. Nothing was read. */
export class NotReached extends Error {
  override name = 'NotReached';
}

/**
 * SQL that begins a read-only snapshot on a replica, and tells whether it contains a position.
 *
 * A snapshot is taken before its first statement is evaluated, so a test inside it could see a position that the snapshot
 * lacks. This one runs before, in a transaction of its own. Being one message, it cannot be parted by a pooler.
 *
 * @throws Error if the position is not one, because it becomes part of the SQL
 */
export function beginSince({ identity, lsn }: Position): string {
  if (!/^\d+ \d+$/.test(identity) || !/^[0-9A-F]+\/[0-9A-F]+$/.test(lsn)) throw new Error('not a position');
  return `begin read only; select ${IDENTITY} = '${identity}' as "isSame",
    (case when pg_is_in_recovery() then pg_last_wal_replay_lsn() else ${ACKNOWLEDGED} end) >= '${lsn}'
      as reached; commit; begin isolation level repeatable read read only`;
}

/** Reads the results of {@link beginSince}. @throws NotReached unless the snapshot contains the position */
export function assertReached(results: unknown): void {
  const rows = Array.isArray(results) ? (results[1] as { rows: { isSame: boolean; reached: boolean }[] }).rows : [];
  if (rows[0]?.isSame === false) throw new NotReached('it is not a copy of the database of DATABASE_URL');
  if (rows[0]?.reached !== true) throw new NotReached('it is behind');
}

/**
 * Asks the primary for its position. All that ask before the question is sent share it, and one question is on its way
 * at a time, so that hundreds of reads at once cost a few.
 */
export class Positions {
  #running: Promise<unknown> = Promise.resolve();
  #next: Promise<Position> | undefined;

  /** @param look runs a lookup on the primary */
  constructor(private readonly look: (work: (db: Db) => Promise<Position>) => Promise<Position>) {}

  /**
   * A position that contains everything that was acknowledged before this call.
   *
   * @throws whatever the lookup throws
   */
  latest(): Promise<Position> {
    this.#next ??= this.#running.then(() => {
      const asked = this.look(async (db) => {
        const position = await db.lookUpTogether(POSITION, undefined);
        if (position === undefined) throw new Error('the primary did not tell its position');
        return position;
      });
      this.#running = asked.catch(() => {});
      this.#next = undefined;
      return asked;
    });
    return this.#next;
  }
}
