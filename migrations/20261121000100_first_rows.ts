import type { Knex } from 'knex';

/**
 * The rows that no desk can work without: six statuses, three priorities, one department.
 *
 * Titles, order and colours come from the published sample of GetSupportStatuses. Which statuses are active, await a
 * reply or are closed after inactivity is published only in part (the last: Answered and Customer-Reply); the other
 * flags are our reading. The rows are inserted only once, because operators may edit them afterwards.
 */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    insert into statuses (title, color, is_active, is_awaiting_reply, is_closed, auto_close, sort_order) values
      ('Open', '#779500', true, true, false, false, 1),
      ('Answered', '#000000', true, false, false, true, 2),
      ('Customer-Reply', '#ff6600', true, true, false, true, 3),
      ('On Hold', '#224488', true, false, false, false, 4),
      ('In Progress', '#cc0000', true, false, false, false, 5),
      ('Closed', '#888888', false, false, true, false, 10);
    insert into priorities (name, sort_order) values ('Low', 1), ('Medium', 2), ('High', 3);
    insert into departments (name, description) values ('Support', 'Questions and problems of every kind');
  `);
}

export async function down(db: Knex): Promise<void> {
  await db.raw('delete from tickets; delete from departments; delete from priorities; delete from statuses');
}
