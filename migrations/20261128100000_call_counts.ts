import type { Knex } from 'knex';

/**
 * How often something happened lately, which all processes count together. The table is unlogged: a crash of the
 * database empties it, and then they count anew.
 */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    create unlogged table call_counts (
      key text primary key,
      count bigint not null,
      expires_at timestamptz not null
    );
    create index call_counts_expires_at on call_counts (expires_at);
  `);
}

export async function down(db: Knex): Promise<void> {
  await db.raw('drop table call_counts');
}
