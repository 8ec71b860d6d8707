import type { Db } from '../../database/pool';
import { type Columns, columnOf } from '../rows';

/** All that a load needs of a connection. */
export type LoadDb = Pick<Db, 'query'>;

/** Rows by table, in the order in which they can be inserted; members are named as in {@link Columns}. */
export type RowsByTable = Record<string, Columns[]>;

/** Inserts rows, table after table. What a row does not say and another of its table does is null. */
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
