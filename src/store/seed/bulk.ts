import type { Db } from '../../database/pool';

/** All that a load needs of a connection. */
export type LoadDb = Pick<Db, 'query'>;

/** Rows by table, in the order in which they can be inserted. */
export type RowsByTable = Record<string, Record<string, unknown>[]>;

/** Inserts rows, table after table. What a row does not say and another of its table does is null. */
export async function insertRows(db: LoadDb, rows: RowsByTable): Promise<void> {
  for (const [table, list] of Object.entries(rows)) {
    if (list.length === 0) continue;
    const columns = [...new Set(list.flatMap((row) => Object.keys(row)))].join(', ');
    await db.query(
      `insert into ${table} (${columns}) select ${columns} from json_populate_recordset(null::${table}, $1)`,
      [JSON.stringify(list)],
    );
  }
}

/** Numbers new rows of some tables on after the rows that are there. */
export async function continueIdsAfterRows(db: LoadDb, tables: string[]): Promise<void> {
  for (const table of tables) {
    await db.query(`select setval(pg_get_serial_sequence('${table}', 'id'), (select max(id) from ${table}))`);
  }
}

/** Numbers new rows on after these ids, by table. */
export async function continueIdsAfter(db: LoadDb, lastIds: Record<string, number>): Promise<void> {
  for (const [table, last] of Object.entries(lastIds)) {
    await db.query(`select setval(pg_get_serial_sequence('${table}', 'id'), ${last})`);
  }
}
