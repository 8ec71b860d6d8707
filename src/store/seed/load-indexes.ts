import type { LoadDb } from './bulk';

/**
 * Drops the indexes that slow a load down; those that keep something unique stay, and those by which triggers find the texts
 * of a ticket that another becomes part of.
 *
 * @returns the statements that make them again.
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

/** Makes an index by a statement of {@link dropLoadIndexes}. */
export async function makeIndex(db: LoadDb, statement: string): Promise<void> {
  await db.query(statement);
}

/** Lets this connection make indexes with more memory than calls need. */
export async function allowIndexMemory(db: LoadDb): Promise<void> {
  await db.query(`set maintenance_work_mem = '512MB'`);
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

/** Lets the planner see what is in a table. */
export async function vacuumTable(db: LoadDb, table: string): Promise<void> {
  await db.query(`vacuum (analyze) ${table}`);
}
