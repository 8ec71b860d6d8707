import type { Knex } from 'knex';

/**
 * What customers say of the help they got: of a ticket that is closed, and of single replies of staff. Tables of their
 * own, because few tickets are rated and a column of `messages` would rewrite a long row for each star.
 */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    create table ticket_ratings (
      ticket_id int primary key references tickets on delete cascade,
      rating text not null check (rating in ('good', 'okay', 'bad')),
      comment text not null,
      first_rated_at timestamptz not null,
      rated_at timestamptz not null
    );
    create table message_ratings (
      message_id int primary key references messages on delete cascade,
      stars smallint not null check (stars between 1 and 5),
      first_rated_at timestamptz not null,
      rated_at timestamptz not null
    );
  `);
}

export async function down(db: Knex): Promise<void> {
  await db.raw('drop table message_ratings; drop table ticket_ratings;');
}
