import type { Knex } from 'knex';

/**
 * Clients decide who may call, too: a closed account has no way in, and API keys go with the client's e-mail address. And
 * rows of mail are found by all that they refer to, so that deleting that does not read the whole table.
 */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    create trigger clients_changed after update on clients for each row
      when (old.status is distinct from new.status or old.email is distinct from new.email)
      execute function notify_access();

    create index emails_user on emails (user_id) where user_id is not null;
    create index emails_staff on emails (staff_id) where staff_id is not null;
    create index emails_ticket on emails (ticket_id) where ticket_id is not null;
    create index emails_template on emails (template_id) where template_id is not null;
  `);
}

export async function down(db: Knex): Promise<void> {
  await db.raw(`
    drop index emails_template, emails_ticket, emails_staff, emails_user;
    drop trigger clients_changed on clients;
  `);
}
