import type { Knex } from 'knex';

/**
 * Lists on a large desk: files of first messages are found without reading the messages, and subjects are compared with a
 * text in lower case, which costs half of what ILIKE does for every subject that the index finds.
 */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    drop index messages_first;
    create unique index messages_first on messages (ticket_id) include (id) where is_first;
    drop index tickets_subject;
    create index tickets_subject on tickets using gin (lower(subject) gin_trgm_ops);
  `);
}

export async function down(db: Knex): Promise<void> {
  await db.raw(`
    drop index messages_first;
    create unique index messages_first on messages (ticket_id) where is_first;
    drop index tickets_subject;
    create index tickets_subject on tickets using gin (subject gin_trgm_ops);
  `);
}
