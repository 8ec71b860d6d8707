import type { Knex } from 'knex';

/** Gives predefined replies short keys, by which those who write find them without leaving the keyboard. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    alter table predefined_replies add column key text check (key <> '');
    create unique index predefined_replies_key on predefined_replies (lower(key));
  `);
}

export async function down(db: Knex): Promise<void> {
  await db.raw('alter table predefined_replies drop column key');
}
