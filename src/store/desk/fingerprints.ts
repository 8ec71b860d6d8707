import type { Db } from '../../database/pool';

type Query = Pick<Db, 'query'>;

/** A table to compare. Its rows are compared in groups, so that only groups that differ are read row by row. */
export interface ComparedTable {
  name: string;
  /** SQL that identifies a row, as text. */
  key: string;
  /** SQL that numbers the group of a row. */
  group: string;
  /** Rows above this id came later, and are left out. Null if rows have no such id. */
  id: string | null;
  highest: number | null;
}

/** The number of rows and the sum of their checksums, by group. */
export type Fingerprint = Map<string, string>;

const ROWS_PER_GROUP = 5000;

/**
 * Every table of the desk whose rows a backup must hold, with its highest id. Tables without a primary key only hold what
 * the server derives and rewrites all the time, and unlogged ones are empty after a crash or a restore anyway.
 */
export async function listComparedTables(db: Query): Promise<ComparedTable[]> {
  const rows = await db.query<{ name: string; columns: string[]; types: string[] }>(
    `select c.oid::regclass::text as name,
       array_agg(quote_ident(a.attname) order by a.attnum) as columns,
       array_agg(a.atttypid::regtype::text order by a.attnum) as types
     from pg_class c
     join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     join pg_index i on i.indrelid = c.oid and i.indisprimary and a.attnum = any(i.indkey)
     where c.relnamespace = current_schema()::regnamespace and c.relkind = 'r' and c.relpersistence = 'p'
     group by c.oid order by 1`,
  );
  const tables: ComparedTable[] = [];
  for (const { name, columns, types } of rows) {
    const id = columns.length === 1 && /^(integer|bigint)$/.test(types[0] ?? '') ? (columns[0] ?? null) : null;
    const [found] =
      id === null
        ? []
        : await db.query<{ highest: number | null }>(`select max(${id})::float8 as highest from ${name}`);
    tables.push({
      ...{ name, id, highest: found?.highest ?? null },
      key: `concat_ws(chr(31), ${columns.join(', ')})`,
      group: id === null ? '0' : `${id} / ${ROWS_PER_GROUP}`,
    });
  }
  return tables;
}

const limits = ({ id, highest }: ComparedTable): string => (id === null ? 'true' : `${id} <= ${highest ?? -1}`);

/** Computes the checksums of a table as this connection sees it. */
export async function fingerprint(db: Query, table: ComparedTable): Promise<Fingerprint> {
  const rows = await db.query<{ group: string; sum: string }>(
    `select (${table.group})::text as group, count(*) || ' ' || sum(hashtextextended(whole_row::text, 0)) as sum
       from ${table.name} whole_row where ${limits(table)} group by 1`,
  );
  return new Map(rows.map(({ group, sum }) => [group, sum]));
}

/** The checksum of each row of a group, by the row's key. */
export async function fingerprintRows(db: Query, table: ComparedTable, group: string): Promise<Map<string, string>> {
  const rows = await db.query<{ key: string; sum: string }>(
    `select ${table.key} as key, hashtextextended(whole_row::text, 0)::text as sum
       from ${table.name} whole_row where ${limits(table)} and (${table.group})::text = $1`,
    [group],
  );
  return new Map(rows.map(({ key, sum }) => [key, sum]));
}

/** What a desk holds, for the operator. */
export interface Contents {
  tickets: number;
  messages: number;
  /** The number of the newest ticket and when it was opened; null without tickets. */
  newest: string | null;
  newestAt: Date | null;
}

/** Counts what the desk holds. */
export async function readContents(db: Query): Promise<Contents> {
  const [row] = await db.query<Contents>(
    `select (select count(*)::int from tickets) as tickets, (select count(*)::int from messages) as messages,
       newest.number as newest, newest.created_at as "newestAt"
     from (select 1) one left join (select number, created_at from tickets order by id desc limit 1) newest on true`,
  );
  return row ?? { tickets: 0, messages: 0, newest: null, newestAt: null };
}

/** Whether the database holds a desk, also one of an older version. */
export async function hasDesk(db: Query): Promise<boolean> {
  const [row] = await db.query<{ has: boolean }>(
    `select to_regclass('knex_migrations') is not null and to_regclass('tickets') is not null
       and to_regclass('messages') is not null as has`,
  );
  return row?.has ?? false;
}

/** The names of the applied migrations. */
export async function listMigrations(db: Query): Promise<string[]> {
  const rows = await db.query<{ name: string }>('select name from knex_migrations order by name');
  return rows.map(({ name }) => name);
}

/** Counts what no desk has: tickets without a first message, and files without or with other bytes than their size. */
export async function countHalves(db: Query): Promise<{ tickets: number; files: number }> {
  const [row] = await db.query<{ tickets: number; files: number }>(
    `select (select count(*)::int from tickets t
              where t.merged_into_id is null and not exists (select 1 from messages m where m.ticket_id = t.id and m.is_first)) as tickets,
       (select count(*)::int from attachments a left join attachment_contents c on c.attachment_id = a.id
         where a.removed_at is null and a.url is null and octet_length(c.bytes) is distinct from a.size) as files`,
  );
  return row ?? { tickets: 0, files: 0 };
}

/** Eight hexadecimal digits that tell this desk from others: when it was made, in this database. */
export async function readDeskMark(db: Query): Promise<string> {
  const [row] = await db.query<{ mark: string }>(
    `select left(md5(current_database() || min(migration_time)::text), 8) as mark from knex_migrations`,
  );
  return row?.mark ?? '00000000';
}
