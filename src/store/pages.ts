import type { Db } from '../database/pool';

/**
 * SQL with a `?` for its value, wherever it stands; or one for each of several values. Without a value, the list is not
 * narrowed.
 */
export type Condition = [sql: string, ...values: unknown[]];

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
  const values: unknown[] = [];
  const narrowing = conditions.filter(([, ...own]) => own.every((value) => value !== undefined));
  const where = narrowing.map(([sql, ...own]) => {
    const first = values.length + 1;
    values.push(...own);
    let at = 0;
    return sql.replaceAll('?', () => `$${first + (own.length === 1 ? 0 : at++)}`);
  });
  const from = `from ${list.from} where ${where.join(' and ') || 'true'}`;
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
