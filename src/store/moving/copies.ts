import { copiesOf, type MovingDb, type Place } from './place';

/** What says of a run what it did, so that a dry run writes it too. */
const OF_RUNS = ['imports', 'import_runs', 'import_lines'];

/** Tables that nothing is compared with, and that may be large: their copies are empty. */
const NOT_READ = [
  ...['activity_log', 'attachment_contents', 'deliveries', 'emails', 'events', 'mail_log', 'mail_texts', 'outbox'],
  ...[
    'raw_mails',
    'search_marks',
    'search_rebuild',
    'staff_replies',
    'ticket_subjects',
    'ticket_tallies',
    'ticket_words',
  ],
  ...['import_changes', 'knex_migrations', 'knex_migrations_lock'],
];

/**
 * Makes a dry run's copies of all tables. They refuse what the tables would refuse, but rows that others refer to may be
 * missing, and no trigger fires. So whatever a carrier writes, it writes nothing of the desk.
 */
export async function copyDesk(db: MovingDb, place: Place): Promise<void> {
  const copies = copiesOf(place);
  await db.query(`drop schema if exists ${copies} cascade`);
  await db.query(`create schema ${copies}`);
  const tables = await db.query<{ name: string; hasId: boolean }>(
    `select c.relname as name, exists (
       select from pg_attribute a where a.attrelid = c.oid and a.attname = 'id' and a.attidentity <> '') as "hasId"
     from pg_class c
     where c.relnamespace = current_schema()::regnamespace and c.relkind = 'r' and c.relname <> all($1::text[])
     order by 1`,
    [OF_RUNS],
  );
  for (const { name, hasId } of tables) await copyTable(db, `${copies}.${name}`, name, hasId);
}

async function copyTable(db: MovingDb, copy: string, table: string, hasId: boolean): Promise<void> {
  await db.query(
    `create table ${copy}
     (like ${table} including defaults including constraints including identity including generated)`,
  );
  if (!NOT_READ.includes(table)) await fill(db, copy, table);
  const indexes = await db.query<{ definition: string }>(
    `select pg_get_indexdef(indexrelid) as definition from pg_index where indrelid = $1::regclass and indisunique`,
    [table],
  );
  for (const { definition } of indexes) await db.query(definition.replace(/ ON \S+ USING /, ` ON ${copy} USING `));
  if (hasId) {
    await db.query(
      `select setval(pg_get_serial_sequence('${copy}', 'id'), greatest(max(id), 1), max(id) is not null) from ${table}`,
    );
  }
  await db.query(`analyze ${copy}`);
}

async function fill(db: MovingDb, copy: string, table: string): Promise<void> {
  const [columns] = await db.query<{ names: string }>(
    `select string_agg(quote_ident(attname), ', ' order by attnum) as names from pg_attribute
     where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = ''`,
    [table],
  );
  if (!columns) return;
  await db.query(
    `insert into ${copy} (${columns.names}) overriding system value select ${columns.names} from ${table}`,
  );
}

/** Removes the copies. */
export async function dropCopies(db: MovingDb, place: Place): Promise<void> {
  await db.query(`drop schema if exists ${copiesOf(place)} cascade`);
}
