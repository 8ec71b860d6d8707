import type { Knex } from 'knex';

/**
 * A client's tickets are counted and listed by status from the index alone. Without it, PostgreSQL reads each of the
 * client's tickets, which lie far apart.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    drop index tickets_client;
    create index tickets_client on tickets (client_id, last_reply_at, id)
      include (user_id, contact_id, status_id, merged_into_id, deleted_at) where client_id is not null;
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop index tickets_client;
    create index tickets_client on tickets (client_id, last_reply_at, id)
      include (user_id, contact_id, merged_into_id, deleted_at) where client_id is not null;
  `);
}
