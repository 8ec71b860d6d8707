import type { Knex } from 'knex';

/**
 * Keeps a ticket's tags in the order in which they were sent: programs show the first as the main one. The tags of older
 * tickets all have the same position, which leaves them in alphabetical order.
 */
export async function up(db: Knex): Promise<void> {
  await db.raw('alter table ticket_tags add column position int not null default 0');
}

export async function down(db: Knex): Promise<void> {
  await db.raw('alter table ticket_tags drop column position');
}
