import type { Knex } from 'knex';

/**
 * Notifies processes of changes to clients, because these decide who may call too: a closed account has no way in, and
 * an API key works only with the client's current e-mail address. Mail gets an index per reference, so that deleting
 * what it refers to doesn't read the whole table. The activity log gets indexes by user name, address and user.
 *
 * The log's descriptions have no index. A trigram index would add a good part of the cost of OpenTicket's log row, and
 * more whenever its pending list is flushed. Most descriptions say the same, so most searches would read most rows
 * anyway. Narrow such a search by a day or a client.
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
