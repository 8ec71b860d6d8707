import type { Knex } from 'knex';

/** Tickets and replies that are written to the old desk are records of it, and no run has carried them. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    alter table import_records alter run_id drop not null;
    comment on column import_records.run_id is
      'the run that inserted, adopted or linked it; null if it was written to the old desk from here';
    create index import_records_target on import_records (kind, target_id);
  `);
}

export async function down(db: Knex): Promise<void> {
  await db.raw(`
    drop index import_records_target;
    delete from import_records where run_id is null;
    alter table import_records alter run_id set not null;
  `);
}
