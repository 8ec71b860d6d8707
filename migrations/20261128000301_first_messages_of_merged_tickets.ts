import type { Knex } from 'knex';

/**
 * Remembers which message opened a ticket that was merged: its files are still asked for with the ticket's old id. Of
 * tickets that were merged before, only those get it whose first message is the only one from the same moment.
 */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    alter table tickets add column first_message_id int;

    update tickets t set first_message_id = m.id
    from messages m
    where t.merged_into_id is not null and m.ticket_id = t.merged_into_id and m.created_at = t.created_at
      and not m.is_first and not m.is_draft and m.author_kind = t.opener_kind
      and not exists (
        select from messages other
        where other.ticket_id = m.ticket_id and other.created_at = m.created_at and other.id <> m.id);
  `);
}

export async function down(db: Knex): Promise<void> {
  await db.raw('alter table tickets drop column first_message_id');
}
