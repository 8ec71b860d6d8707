import type { Knex } from 'knex';

/**
 * Clients decide who may call, too: a closed account has no way in, and API keys go with the client's e-mail address. And
 * rows of mail are found by all that they refer to, so that deleting that does not read the whole table; those of the
 * activity log by who, whom and where from.
 *
 * The log's descriptions have no index. One for parts of words would cost every OpenTicket a good part of what its row in
 * the log costs, and more in the moment in which its list of new entries is worked off; and what most rows say is the same,
 * so that most searches would read most rows all the same. A day or a client narrows such a search.
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

    create index activity_log_username on activity_log (username, id);
    create index activity_log_address on activity_log (address, id) where address <> '';
    create index activity_log_user on activity_log (user_id, id) where user_id is not null;
  `);
}

export async function down(db: Knex): Promise<void> {
  await db.raw(`
    drop index activity_log_user, activity_log_address, activity_log_username, emails_template, emails_ticket, emails_staff, emails_user;
    drop trigger clients_changed on clients;
  `);
}
