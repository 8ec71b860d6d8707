import type { ReportLine } from '../../source';
import type { Reading } from './mapping';
import type { TableRow } from './table-row';

/** Hashes that signing in understands: see access/passwords/plan.ts. An administrator's may be a digest without a salt. */
const HASH = /^(\$2[aby]\$(0[4-9]|1[0-6])\$[./\w]{53}|[\da-f]{32}:.+)$/i;
const DIGEST = /^[\da-f]{32}$/i;

/**
 * Reads a password, and counts those that cannot be carried.
 *
 * @param columns where it may be
 * @param who in the plural: `clients`
 */
export function readPassword(
  row: TableRow,
  columns: readonly string[],
  who: 'clients' | 'contacts' | 'administrators' | 'users',
  kind: ReportLine['kind'],
  { count }: Pick<Reading<unknown>, 'count'>,
): string | null {
  const stored = columns.map((column) => row.code(column)).filter((value) => value !== '');
  const hash = stored.find((value) => HASH.test(value) || (kind === 'staff' && DIGEST.test(value))) ?? null;
  if (hash === null && stored.length > 0) {
    count({
      line: 'differs',
      kind,
      reason: 'old password',
      text: `These ${who} have a password in a form that is not taken over. They choose a new one.`,
    });
  }
  return hash;
}
