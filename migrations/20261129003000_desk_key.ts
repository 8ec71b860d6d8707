import type { Knex } from 'knex';

/** Which key seals the desk's secrets, so that no process seals with another one that it happens to have. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    create table desk_key (
      is_only boolean primary key default true check (is_only),
      -- Identifies the key, and does not reveal it.
      key_id text not null
    );
  `);
}

export async function down(db: Knex): Promise<void> {
  await db.raw('drop table desk_key');
}
