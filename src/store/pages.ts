import type { Db } from '../database/pool';

/** SQL with a `?` for its value. Without a value, the list is not narrowed. */
export type Condition = [sql: string, value: unknown];

export interface Page {
  offset: number;
  limit: number;
}

/** A page of a list, and how long the whole list is. */
export interface Listed<Row> {
  rows: Row[];
  total: number;
}

/**
 * Reads a page of what meets all conditions that have a value.
 *
 * @param list constant SQL: what is selected, from where, and in which order.
 */
export async function listPage<Row>(
  db: Db,
  list: { select: string; from: string; orderBy: string },
  conditions: Condition[],
  { offset, limit }: Page,
): Promise<Listed<Row>> {
  const narrowing = conditions.filter(([, value]) => value !== undefined);
  const values = narrowing.map(([, value]) => value);
  const where = narrowing.map(([sql], index) => sql.replaceAll('?', `$${index + 1}`)).join(' and ') || 'true';
  const from = `from ${list.from} where ${where}`;
  const place = values.length;
  const [counted, rows] = await Promise.all([
    db.queryOnce<{ total: number }>(`select count(*) as total ${from}`, values),
    db.queryOnce<Row>(
      `select ${list.select} ${from} order by ${list.orderBy} offset $${place + 1} limit $${place + 2}`,
      [...values, offset, limit],
    ),
  ]);
  return { rows, total: counted[0]?.total ?? 0 };
}
