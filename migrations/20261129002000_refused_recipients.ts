import type { Knex } from 'knex';

/** A mail server may refuse some recipients of a mail and take it for the others. Each of them has a state of its own. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    alter table emails add column refused jsonb not null default '[]';
    comment on column emails.refused is 'whom the mail server refused for good, each with address and reason';
  `);
}

export async function down(db: Knex): Promise<void> {
  await db.raw('alter table emails drop column refused');
}
