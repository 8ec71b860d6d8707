import type { Kind } from './records';
import type { Left } from './source';

/**
 * How the records of one kind become rows of a table. The engine (`carry.ts`) does the rest: it inserts what is new with the
 * old id where that is free, updates what changed there and not here, and keeps what it did for resuming, reporting and
 * undoing.
 *
 * The SQL in it may use these words, which the engine replaces:
 * - `{stage.ticket}`: the staged records of a kind, with the columns of {@link KINDS} in snake_case and `source_id`
 * - `{id.client:s.client_id}`: our id of the record with that source id; null if there is none here
 * - `{way.client:s.client_id}`: how it came here: `inserted`, `adopted` or `linked`; null if there is none
 * - `{wanted:s.source_id}`: a source id as a number; null if it is none from 1 to 999,999,999
 * - `{stage}`: the stage's schema, where {@link prepare} may keep tables of its own
 */
export interface Carrier {
  kind: Kind;
  table: string;
  /**
   * Statements that complete the stage, such as with a status that tickets have and nobody described. Those of all kinds run
   * in the order of the carriers, before anything is compared, carried or said, also for a dry run. Repeating them changes
   * nothing.
   */
  prepare?: readonly string[];
  /** The two ids that identify a row, for a table without `id`: among {@link columns}. Then there is no `wanted_id`. */
  key?: readonly [string, string];
  /** The columns that it writes, besides `id`. */
  columns: readonly string[];
  /**
   * Selects `source_id`, `wanted_id` (the id to keep if it is free; null for any) and {@link columns}, from
   * `{stage.KIND} s`. It leaves out what stays behind. The engine adds conditions: `... where true`.
   */
  select: string;
  /**
   * Selects `source_id` and `target_id` of records that this desk has already, such as a status of the same title.
   * They are linked, and neither changed nor undone. It is asked again when the new rows are there, so that a record that
   * {@link select} leaves out, because another one says the same, is linked to the other's row.
   */
  matches?: string;
  /**
   * Selects `source_id` and `target_id` of rows that nobody has used yet, such as the department of a new desk. They are
   * changed into what the record says, and undoing the run gives them back what they had.
   */
  adopts?: string;
  /** Rows of other tables that belong to a row and are replaced with it, such as a ticket's tags. */
  children?: readonly Child[];
  /**
   * Statements that run when all rows of the kind are there, such as one that lets merged tickets refer to each other. They
   * write other columns than {@link columns}, and repeating them changes nothing.
   */
  finish?: readonly string[];
  /** What it leaves as it is of rows that are here. The engine sets it, as the source says: see Source.leaves. */
  leaves?: Left;
  /**
   * Selects the members of report lines: `line`, `source_id`, `title`, `reason`, `text`, `count`. For a dry run it is asked
   * before anything is carried, so it compares with the stage, not with our ids.
   */
  lines?: readonly string[];
}

interface Child {
  table: string;
  /** The column that refers to the owner. */
  owner: string;
  /** The columns besides it. */
  columns: readonly string[];
  /**
   * Selects `source_id` of the owner's record, and {@link columns}, from `{stage.KIND} s` of the owner's kind. The engine
   * adds conditions, as to the owner's.
   */
  select: string;
}
