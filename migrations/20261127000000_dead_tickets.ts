import type { Knex } from 'knex';

/** Indexes merged and deleted tickets. They are so few that a search subtracts all of them from its matches at once. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    create index tickets_dead on tickets (id) where merged_into_id is not null or deleted_at is not null;
  `);
}

export async function down(db: Knex): Promise<void> {
  await db.raw('drop index tickets_dead');
}
