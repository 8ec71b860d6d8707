/** The parts of the driver's error that say what the server refused. */
interface Refused {
  code: string;
  table?: string;
  column?: string;
  constraint?: string;
  detail?: string;
}

/** Classes of errors that a row causes: its values (22), a constraint (23), a trigger (P0), a size (54). */
const OF_ROWS = /^(22|23|P0|54)/;

/** Whether the server refused a row for what is in it, so that other rows may still be written. */
export function isRefused(error: unknown): error is Error & Refused {
  return error instanceof Error && 'code' in error && OF_ROWS.test(String(error.code));
}

/** Deadlocks, and conflicts that go away when the transaction is repeated. */
const AGAIN = new Set(['40P01', '40001', '55P03']);

/** Whether the same work may succeed when it is repeated. */
export const isWorthRepeating = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && AGAIN.has(String(error.code));

/** Why the server refused a row, in a sentence that shows no values of it. */
export function reasonOf({ code, table = 'it', column, constraint = '', detail = '' }: Refused): string {
  const columns = /^Key \(([^)]*)\)/.exec(detail)?.[1] ?? column ?? 'value';
  const named = columns.replace(/^lower\((.*?)(::text)?\)$/, '$1').replaceAll('_', ' ');
  if (code === '23505') return `Another row in ${table} has the same ${named}.`;
  if (code === '23503') return `It refers by ${named} to something that is not on this desk.`;
  if (code === '23502') return `It has no ${named}, which ${table} needs.`;
  if (code === '23514') return `A value breaks the rule ${constraint} of ${table}.`;
  if (code.startsWith('54')) return 'A value is too long to be indexed.';
  if (code.startsWith('22')) return 'A value cannot be stored in its column.';
  return 'The database refused it.';
}
