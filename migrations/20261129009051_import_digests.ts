import type { Knex } from 'knex';

/** What a run's tickets were like on both sides, so that the report can say of each whether anything differs. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    create table import_digests (
      run_id int not null references import_runs on delete cascade,
      source_id text not null,
      number text not null,
      ticket_id int,
      there uuid not null,
      here uuid,
      differs text[] not null,
      primary key (run_id, source_id)
    );
    comment on column import_digests.ticket_id is 'our ticket; null if there is none';
    comment on column import_digests.there is 'of the ticket as the source has it';
    comment on column import_digests.here is 'of our ticket; null if there is none';
    comment on column import_digests.differs is 'the parts that are not the same';
  `);
}

export async function down(db: Knex): Promise<void> {
  await db.raw('drop table import_digests');
}
