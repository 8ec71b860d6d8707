/** By what a report is grouped. */
export type Grouping = 'day' | 'department' | 'person';

/** SQL for tickets that count. */
export const LIVING = 'merged_into_id is null and deleted_at is null';

/** SQL for when a ticket was closed: not before it was opened, whatever its dates say. */
export const CLOSED = 'greatest(closed_at, created_at)';

/** A hundred years: no ticket was open for longer. */
const EVER = 3_155_760_000;

/**
 * The longest time, in seconds, that the tickets of each group of the index `tickets_closed` were open: see `span_of` in
 * its migration.
 */
export const CLOSED_SPANS: readonly number[] = [...Array.from({ length: 15 }, (_, power) => 3600 * 2 ** power), EVER];
