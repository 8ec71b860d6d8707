import type { Db } from '../database/pool';
import { type Condition, writeConditions, writeInto } from './conditions';

export interface Page {
  offset: number;
  /** Null for all that follow. */
  limit: number | null;
}

/** A list that nobody asks for in pages. */
export const WHOLE: Page = { offset: 0, limit: null };

/** A page of a list, and how long the whole list is. */
export interface Listed<Row> {
  rows: Row[];
  total: number;
}

/**
 * Reads a page of what meets all conditions that ask for something.
 *
 * @param list constant SQL: what is selected (with a value where it needs one), from where, and in which order.
 */
export async function listPage<Row>(
  db: Db,
  list: { select: string | Condition; from: string; orderBy: string },
  conditions: Condition[],
  { offset, limit }: Page,
): Promise<Listed<Row>> {
  const values: unknown[] = [];
  const from = `from ${list.from} where ${writeConditions(values, conditions)}`;
  const ofCount = [...values];
  const select = writeInto(values)(typeof list.select === 'string' ? [list.select] : list.select);
  const place = values.length;
  const [counted, rows] = await Promise.all([
    db.queryOnce<{ total: number }>(`select count(*) as total ${from}`, ofCount),
    db.queryOnce<Row>(`select ${select} ${from} order by ${list.orderBy} offset $${place + 1} limit $${place + 2}`, [
      ...values,
      offset,
      limit,
    ]),
  ]);
  return { rows, total: counted[0]?.total ?? 0 };
}
