import type { Client } from 'pg';
import type { Rows } from './plan';

/** Inserts rows that have all the same columns, table after table. */
export async function insertRows(client: Client, rows: Rows): Promise<void> {
  for (const [table, list] of Object.entries(rows)) {
    if (list.length === 0) continue;
    const columns = [...new Set(list.flatMap((row) => Object.keys(row)))].join(', ');
    await client.query(
      `insert into ${table} (${columns}) select ${columns} from json_populate_recordset(null::${table}, $1)`,
      [JSON.stringify(list)],
    );
  }
}

/** Runs statements in a transaction of their own. */
export async function inTransaction<T>(client: Client, work: () => Promise<T>): Promise<T> {
  await client.query('begin');
  try {
    const result = await work();
    await client.query('commit');
    return result;
  } catch (error) {
    await client.query('rollback').catch(() => {});
    throw error;
  }
}

/** The rows of a question that has at least one answer, or none. */
export async function ask<Row extends object>(
  client: Client,
  sql: string,
  values: unknown[] = [],
): Promise<[Row, ...Row[]]> {
  return (await client.query<Row>(sql, values)).rows as [Row, ...Row[]];
}
