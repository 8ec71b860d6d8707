import type { Db } from '../../database/pool';
import { type Columns, columnOf } from '../rows';

/** The part of a connection that a load needs. */
export type LoadDb = Pick<Db, 'query'>;

/** Rows by table. Tables come after those they refer to; members are named as in {@link Columns}. */
export type RowsByTable = Record<string, Columns[]>;

/** Inserts rows, table after table. A member that only some rows of a table have is null in the others. */
export async function insertRows(db: LoadDb, rows: RowsByTable): Promise<void> {
  for (const [table, list] of Object.entries(rows)) {
    if (list.length === 0) continue;
    const members = [...new Set(list.flatMap((row) => Object.keys(row)))];
    const columns = members.map(columnOf).join(', ');
    await db.query(
      `insert into ${table} (${columns}) select ${columns} from json_populate_recordset(null::${table}, $1)`,
      [JSON.stringify(list.map(byColumn))],
    );
  }
}

const byColumn = (row: Columns): Columns =>
  Object.fromEntries(Object.entries(row).map(([member, value]) => [columnOf(member), value]));

/** Makes the ids of new rows continue after the greatest id of each table. */
export async function continueIdsAfterRows(db: LoadDb, tables: string[]): Promise<void> {
  for (const table of tables) {
    await db.query(`select setval(pg_get_serial_sequence('${table}', 'id'), (select max(id) from ${table}))`);
  }
}

/** Makes the ids of new rows continue after these ids, by table. */
export async function continueIdsAfter(db: LoadDb, lastIds: Record<string, number>): Promise<void> {
  for (const [table, last] of Object.entries(lastIds)) {
    await db.query(`select setval(pg_get_serial_sequence('${table}', 'id'), ${last})`);
  }
}
