import type { Knex } from 'knex';

/**
 * Who is looking at which ticket. It changes all day and is worth nothing a minute later, so the table is unlogged: its
 * commits wait for no disk, and a crash of the database empties it. It refers to no row, because checking a reference
 * locks the row, which is logged.
 */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    create unlogged table ticket_presence (
      ticket_id int not null,
      staff_id int not null,
      since timestamptz not null,
      typing_until timestamptz not null,
      expires_at timestamptz not null,
      primary key (ticket_id, staff_id)
    );
  `);
}

export async function down(db: Knex): Promise<void> {
  await db.raw('drop table ticket_presence');
}
