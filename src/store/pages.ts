import type { Db } from '../database/pool';
import { type Condition, writeConditions, writeInto } from './conditions';

export interface Page {
  offset: number;
  /** Null for all remaining rows. */
  limit: number | null;
}

/** All rows, for lists that are not read in pages. */
export const WHOLE: Page = { offset: 0, limit: null };

/** A page of a list, and the length of the whole list. */
export interface Listed<Row> {
  rows: Row[];
  total: number;
}

/**
 * Reads a page of the rows that meet all conditions, and counts all of them.
 *
 * @param list constant SQL. `select` may take values.
 */
export async function listPage<Row>(
  db: Db,
  list: { select: string | Condition; from: string; orderBy: string },
  conditions: Condition[],
  { offset, limit }: Page,
): Promise<Listed<Row>> {
  const values: unknown[] = [];
  const from = `from ${list.from} where ${writeConditions(values, conditions)}`;
  const countValues = [...values];
  const select = writeInto(values)(typeof list.select === 'string' ? [list.select] : list.select);
  const place = values.length;
  const [counted, rows] = await Promise.all([
    db.queryOnce<{ total: number }>(`select count(*) as total ${from}`, countValues),
    db.queryOnce<Row>(`select ${select} ${from} order by ${list.orderBy} offset $${place + 1} limit $${place + 2}`, [
      ...values,
      offset,
      limit,
    ]),
  ]);
  return { rows, total: counted[0]?.total ?? 0 };
}
