import type { LoadDb } from './bulk';

/**
 * Drops the indexes that slow a load down. Unique indexes stay, and so do the two with which triggers find the texts of
 * merged tickets.
 *
 * @returns the statements that create them again.
 */
export async function dropLoadIndexes(db: LoadDb): Promise<string[]> {
  const rows = await db.query<{ name: string; statement: string }>(
    `select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as statement
     from pg_index i
     where i.indrelid = any('{tickets,messages,ticket_subjects,ticket_words}'::regclass[]) and not i.indisunique
       and i.indexrelid <> all ('{messages_ticket,tickets_merged}'::regclass[])
     order by i.indexrelid`,
  );
  await db.query(`drop index ${rows.map(({ name }) => name).join(', ')}`);
  return rows.map(({ statement }) => statement);
}

/** Creates an index with a statement from {@link dropLoadIndexes}. */
export async function makeIndex(db: LoadDb, statement: string): Promise<void> {
  await db.query(statement);
}

/** Gives this transaction more memory to create indexes with than calls ever need. */
export async function allowIndexMemory(db: LoadDb): Promise<void> {
  await db.query(`set local maintenance_work_mem = '512MB'`);
}

/** Tables that a load fills. */
export const LOADED_TABLES = [
  ...[
    'tickets',
    'messages',
    'notes',
    'attachments',
    'attachment_contents',
    'recipients',
    'ticket_tags',
    'ticket_tallies',
    'ticket_subjects',
    'ticket_words',
  ],
  ...['clients', 'users', 'client_users', 'contacts', 'services', 'domains', 'statuses', 'departments', 'staff'],
];

/** Vacuums a table, and gives the planner its statistics. */
export async function vacuumTable(db: LoadDb, table: string): Promise<void> {
  await db.query(`vacuum (analyze) ${table}`);
}
