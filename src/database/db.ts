import type { LookUpTogether, WriteTogether } from './together';

/** A call's access to the database: statements in its own transaction, and nothing else. */
export interface Db {
  /**
   * Whether the call may share statements with others: it writes, has no transaction so far, and does not run again
   * because it was {@link Outdated}.
   */
  readonly isShared: boolean;
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
   * Looks something up, possibly in one statement with what other calls look up. It begins no transaction: use it for
   * a call's first look-ups. A call that is not shared looks the key up in its own.
   */
  lookUpTogether<Key, Found>(kind: LookUpTogether<Key, Found>, key: Key): Promise<Found>;
  /**
   * Writes a row, possibly in one statement with the rows of other calls, if it is all that the call writes: then no
   * statement may follow it, which throws. A call that is not shared writes the row in its own transaction.
   *
   * @param isAll whether the call writes nothing else
   */
  writeTogether<Row, Written>(
    kind: WriteTogether<Row, Written>,
    row: Row,
    isAll: boolean,
  ): Promise<Written | undefined>;
}
