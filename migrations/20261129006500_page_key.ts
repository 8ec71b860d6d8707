import type { Knex } from 'knex';

/**
 * A key for the proofs in the forms of pages, so that all processes accept each other's. It is drawn here, by the
 * source of random UUIDs, and worth nothing outside of this desk.
 */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    create table page_key (
      is_only boolean primary key default true check (is_only),
      key text not null
    );
    insert into page_key (key) select gen_random_uuid()::text || gen_random_uuid()::text;
  `);
}

export async function down(db: Knex): Promise<void> {
  await db.raw('drop table page_key');
}
