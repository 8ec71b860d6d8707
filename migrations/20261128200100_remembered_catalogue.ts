import type { Knex } from 'knex';

/** What new tickets refer to. Processes remember it, and hear of every change. */
const CATALOGUE = ['departments', 'priorities', 'statuses', 'custom_fields', 'custom_field_options', 'spam_filters'];

export async function up(db: Knex): Promise<void> {
  for (const table of CATALOGUE) {
    await db.raw(`create trigger ${table}_changed after insert or update or delete on ${table}
                  for each statement execute function notify_access()`);
  }
}

export async function down(db: Knex): Promise<void> {
  for (const table of CATALOGUE) await db.raw(`drop trigger ${table}_changed on ${table}`);
}
