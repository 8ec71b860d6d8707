import type { Knex } from 'knex';

/**
 * Finds what the activity log says about a ticket. The log has no column for the ticket, because entries are written for
 * everything. Opened tickets, and replies and notes without more, are left out: they are most of the log, and a ticket
 * shows them anyway. The condition is the one of `listTicketHistory`. Entries of the action LogActivity are in the words
 * of its callers.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create index activity_log_ticket on activity_log
      ((substring(description from '^[A-Z][a-z]+ [a-z]+: id ([0-9]{1,10})')::bigint), id)
      where action <> 'LogActivity'
        and description not like 'Ticket opened:%' and description not like 'Note added:%'
        and (description not like 'Reply added:%' or changes -> 'status' is not null)
        and (description like 'Ticket%' or description like 'Reply%' or description like 'Message%'
          or description like 'Note%')
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop index activity_log_ticket');
}
