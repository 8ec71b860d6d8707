import type { LoadDb } from './bulk';

/** Tables whose indexes are dropped. */
const INDEXED = 'tickets,messages,ticket_subjects,ticket_words,clients,users,client_users,contacts,services,domains';

/**
 * Drops the indexes that slow a load down. Unique indexes stay, and so do the two with which indexing for searches finds the
 * texts of merged tickets.
 *
 * @returns the statements that create them again, those that take longest first
 */
export async function dropLoadIndexes(db: LoadDb): Promise<string[]> {
  const rows = await db.query<{ name: string; statement: string }>(
    `select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as statement
     from pg_index i join pg_class c on c.oid = i.indexrelid join pg_am a on a.oid = c.relam
     where i.indrelid = any($1::regclass[]) and not i.indisunique
       and i.indexrelid <> all ('{messages_ticket,tickets_merged}'::regclass[])
     order by a.amname = 'gin' desc, i.indrelid = 'ticket_words'::regclass desc, i.indexrelid`,
    [`{${INDEXED}}`],
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

/** What one text of a ticket is, by ticket. A merged ticket's texts belong to the one that it was merged into. */
const TEXTS = `
  select coalesce(merged_into_id, id) as ticket_id, number || ' ' || subject as content from tickets
  where id between $1 and $2
  union all
  select ticket_id, body from messages where ticket_id between $1 and $2 and not is_draft`;

/**
 * Indexes new tickets for searches as the server would, a ticket at a time and from its mark. All of them together take half of
 * that. Their texts must be as short as generated ones are.
 */
export async function indexLoaded(db: LoadDb, from: number, to: number): Promise<void> {
  await db.query(
    `-- A trigger puts the subject in lower case and leaves out its accents.
     insert into ticket_subjects (last_reply_at, ticket_id, is_deleted, subject)
     select last_reply_at, id, deleted_at is not null, subject from tickets
     where id between $1 and $2 and merged_into_id is null order by id`,
    [from, to],
  );
  await db.query(
    `insert into ticket_words (last_reply_at, ticket_id, is_deleted, words)
     select t.last_reply_at, t.id, t.deleted_at is not null, words_in_plain(plain)
     from (
       select ticket_id, string_agg(plain_words(content), e'\\n<a>') as plain from (${TEXTS}) texts group by ticket_id) texts
     join tickets t on t.id = ticket_id and t.merged_into_id is null
     order by t.id`,
    [from, to],
  );
}

/** Removes the marks of tickets up to this id, which {@link indexLoaded} has indexed. */
export async function forgetMarks(db: LoadDb, to: number): Promise<void> {
  await db.query('delete from search_marks where ticket_id <= $1', [to]);
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
    'staff_replies',
    'ticket_subjects',
    'ticket_words',
    'search_marks',
  ],
  ...['clients', 'users', 'client_users', 'contacts', 'services', 'domains', 'statuses', 'departments', 'staff'],
];

/** Vacuums a table, and gives the planner its statistics. */
export async function vacuumTable(db: LoadDb, table: string): Promise<void> {
  await db.query(`vacuum (analyze) ${table}`);
}
