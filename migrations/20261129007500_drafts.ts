import type { Knex } from 'knex';

/** What people began to write on the pages of tickets and have not sent. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    create table drafts (
      ticket_id integer not null references tickets on delete cascade,
      writer text not null,
      message text not null,
      saved_at timestamptz not null,
      primary key (ticket_id, writer)
    );
    create index drafts_by_age on drafts (saved_at);
  `);
}

export async function down(db: Knex): Promise<void> {
  await db.raw('drop table drafts');
}
